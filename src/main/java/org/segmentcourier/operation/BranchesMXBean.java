package org.segmentcourier.operation;

import java.util.List;
import org.segmentcourier.jmx.Says;

/** Branches, in JMX; their files are in {@code BranchFiles}. */
@Says("Branches that run in this container: what each takes, and whether it is paused")
public interface BranchesMXBean {

  @Says("Each branch, sorted by id")
  List<BranchState> getBranches();

  @Says(
      "Branches that are paused, whether or not they run in this container: their files wait, until"
          + " they are resumed")
  List<String> getPaused();

  @Says("Pauses a branch in all containers: from now on its files wait")
  String pause(@Says("Id of the branch") String branch);

  @Says("Resumes a branch in all containers, and has released what waits for it")
  String resume(@Says("Id of the branch") String branch);
}
