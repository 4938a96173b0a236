package org.segmentcourier.destination.pinpoint;

import java.util.List;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.ImportFile;

/** What S3 and Pinpoint show of an import that has no job yet. */
public sealed interface ImportLook {

  /** The version that was uploaded is not there, not yet or no more. */
  record NotThere(String reason) implements ImportLook {}

  /**
   * The file is there.
   *
   * @param claim to this version of it, whoever has it
   * @param jobs all import jobs there are
   * @param own those of them that can have come of the claim; if nobody has it yet, those that
   *     would look as if they had
   */
  record There(ImportFile file, Claim claim, List<ImportJob> jobs, List<ImportJob> own)
      implements ImportLook {

    /** The jobs that have a place now, by their ids. */
    public List<String> running() {
      return jobs.stream().filter(job -> !job.isEnded()).map(ImportJob::id).sorted().toList();
    }
  }
}
