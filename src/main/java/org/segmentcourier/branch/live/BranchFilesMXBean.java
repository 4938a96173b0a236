package org.segmentcourier.branch.live;

import java.util.List;

/** Files of branches, for JMX: {@code org.segmentcourier:type=BranchFiles}. */
public interface BranchFilesMXBean {

  /** Where an operator's files are. */
  String getSource();

  /** Why they can't be looked at; empty if they can. */
  String getSourceError();

  /** Each file that counts, or is to. */
  List<FileState> getFiles();

  /** How many times files were changed since the start. */
  long getChanges();

  /** Looks for changes now, and tries again what could not be started. */
  void look();
}
