package org.segmentcourier.branch.live;

import java.util.List;
import org.segmentcourier.jmx.Says;

/** Files of branches, in JMX. */
@Says("Files of branches: where they are, which of them run, and what is wrong with the others")
public interface BranchFilesMXBean {

  @Says("Where an operator's files are (routes.location)")
  String getSource();

  @Says("Why they can't be looked at; empty if they can")
  String getSourceError();

  @Says(
      "Each file that counts, or is to: RUNNING, WAITING (until a hand-over to one of its branches is"
          + " done) or REFUSED, with what is wrong")
  List<FileState> getFiles();

  @Says("How many times files were changed since the start")
  long getChanges();

  @Says(
      "Looks for changes now, and tries again what could not be started; a file that has changed counts at the second look")
  void look();
}
