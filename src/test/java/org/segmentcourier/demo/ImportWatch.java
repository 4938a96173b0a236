package org.segmentcourier.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.segmentcourier.endtoend.Aws;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/** Tells when Pinpoint has imported a file. */
final class ImportWatch implements Watch {

  private static final Set<JobStatus> ENDED = Set.of(JobStatus.COMPLETED, JobStatus.FAILED);

  private final Aws aws;
  private final Set<String> told = new HashSet<>();
  private List<ImportJobResponse> jobs = List.of();

  ImportWatch(Aws aws) {
    this.aws = aws;
  }

  @Override
  public void look(Terminal terminal) {
    jobs = aws.importJobs();
    for (var job : jobs) {
      if (ended(job) && told.add(job.id())) {
        terminal.happened(
            "pinpoint",
            "import of %s is %s: %s"
                .formatted(job.definition().segmentName(), job.jobStatus(), counts(job)));
      }
    }
  }

  /** What became of a file, if its import has come to an end. */
  List<ImportJobResponse> ended() {
    return jobs.stream().filter(ImportWatch::ended).toList();
  }

  @Override
  public List<String> pending() {
    return jobs.stream()
        .filter(job -> !ended(job))
        .map(job -> "import of " + job.definition().segmentName())
        .toList();
  }

  static String counts(ImportJobResponse job) {
    int failures = job.totalFailures() == null ? 0 : job.totalFailures();
    int processed = job.totalProcessed() == null ? 0 : job.totalProcessed();
    return String.format(Locale.ROOT, "%,d endpoints", processed)
        + (failures == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", failures));
  }

  private static boolean ended(ImportJobResponse job) {
    return ENDED.contains(job.jobStatus());
  }
}
