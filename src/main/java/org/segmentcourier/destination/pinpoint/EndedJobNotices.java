package org.segmentcourier.destination.pinpoint;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.notification.Notification;

/** Words what people are told of an import job that has come to its end. */
final class EndedJobNotices {

  private static final int FIRST_FAILURES = 5;

  private EndedJobNotices() {}

  /** A job has come to its end, good or bad. */
  static Notification of(ImportTick tick, ImportJob job) {
    if (job.isFailed()) {
      return failed(tick, job);
    }
    if (job.failed() == 0) {
      return complete(tick, job);
    }
    return job.failed() < job.processed() ? partial(tick, job) : empty(tick, job);
  }

  private static Notification complete(ImportTick tick, ImportJob job) {
    return new Notification(
        ImportNotices.once(job.id(), "complete"),
        "imported " + ImportNotices.name(tick),
        "Imported into Pinpoint: segment %s, %d rows"
            .formatted(ImportNotices.name(tick), job.processed()),
        """
        The import of %s into Amazon Pinpoint is complete.

        Segment: %s
        Rows: %d imported, none failed
        Import job: %s
        """
            .formatted(
                ImportNotices.location(tick), ImportNotices.name(tick), job.processed(), job.id()),
        data("IMPORT COMPLETE", tick, job));
  }

  private static Notification partial(ImportTick tick, ImportJob job) {
    return new Notification(
        ImportNotices.once(job.id(), "partial"),
        "imported in part: " + ImportNotices.name(tick),
        "Imported into Pinpoint with errors: segment %s, %d of %d rows failed"
            .formatted(ImportNotices.name(tick), job.failed(), job.processed()),
        """
        The import of %s into Amazon Pinpoint is complete, but not every row was imported.

        Segment: %s
        Rows: %d read, %d of them failed
        Import job: %s
        %s
        What to do: correct the rows and put the file once more. The segment holds the other rows.
        """
            .formatted(
                ImportNotices.location(tick),
                ImportNotices.name(tick),
                job.processed(),
                job.failed(),
                job.id(),
                firstFailures(tick, job)),
        data(
            "IMPORT PARTIAL",
            tick,
            job,
            reason(tick, job, "%d of %d rows failed".formatted(job.failed(), job.processed()))));
  }

  private static Notification empty(ImportTick tick, ImportJob job) {
    return new Notification(
        ImportNotices.once(job.id(), "empty"),
        "nothing imported: " + ImportNotices.name(tick),
        "Nothing was imported into Pinpoint: segment %s, none of %d rows"
            .formatted(ImportNotices.name(tick), job.processed()),
        """
        The import of %s into Amazon Pinpoint is over. No row was imported, and the segment is empty.

        Segment: %s
        Rows: %d read, all of them failed
        Import job: %s
        %s
        What to do: if the rows name endpoints by their Id alone, as segment files do, Pinpoint has to \
        know these endpoints. Put a file with their addresses under pinpoint/, and once it is imported \
        put this one once more. Otherwise correct the rows, and put the file once more.
        """
            .formatted(
                ImportNotices.location(tick),
                ImportNotices.name(tick),
                job.processed(),
                job.id(),
                firstFailures(tick, job)),
        data(
            "IMPORT EMPTY",
            tick,
            job,
            reason(tick, job, "all %d rows failed".formatted(job.processed()))));
  }

  private static Notification failed(ImportTick tick, ImportJob job) {
    return new Notification(
        ImportNotices.once(job.id(), "failed"),
        "import failed: " + ImportNotices.name(tick),
        "The import into Pinpoint failed: %s".formatted(ImportNotices.name(tick)),
        """
        The import of %s into Amazon Pinpoint failed.

        Rows: %s
        Import job: %s
        %s
        What to do: %s. Then put the file once more.
        """
            .formatted(
                ImportNotices.location(tick),
                rows(job),
                job.id(),
                firstFailures(tick, job),
                right(tick)),
        data("IMPORT FAILED", tick, job, reason(tick, job, "the job failed; rows: " + rows(job))));
  }

  private static String rows(ImportJob job) {
    return job.processed() == 0
        ? "none was read"
        : "%d read, %d of them failed".formatted(job.processed(), job.failed());
  }

  /** What Pinpoint could have read. */
  private static String right(ImportTick tick) {
    return ImportFormats.of(tick.key()).filter("CSV"::equals).isPresent()
        ? "see that the file is CSV with a header line, and that Pinpoint's role may read it."
            + " Columns can be (as written here): "
            + HeaderLine.columns()
        : "see that the file has one JSON object on each line, and that Pinpoint's role may read it";
  }

  /** For the log: one line, with the first failure. */
  private static String reason(ImportTick tick, ImportJob job, String counts) {
    return firstMasked(tick, job).stream().findFirst().map(f -> counts + "; " + f).orElse(counts);
  }

  /** A file was imported twice, and the segment of one of the imports is taken back. */
  static Notification surplus(ImportTick tick, ImportJob job) {
    return new Notification(
        ImportNotices.once(job.id(), "surplus"),
        "imported twice: " + ImportNotices.name(tick),
        "%s was imported twice; one of the segments is deleted".formatted(ImportNotices.name(tick)),
        """
        %s was imported into Amazon Pinpoint twice, which happens when a container comes back late. The \
        segment of this import is deleted, that of the other one stays.

        Import job: %s
        Deleted segment: %s
        """
            .formatted(
                ImportNotices.location(tick),
                job.id(),
                job.segmentId().isEmpty() ? "none" : job.segmentId()),
        data("IMPORT WITHDRAWN", tick, job, "the file was imported twice"));
  }

  private static String firstFailures(ImportTick tick, ImportJob job) {
    if (job.failures().isEmpty()) {
      return "";
    }
    return "First failures:\n"
        + firstMasked(tick, job).stream()
            .map(failure -> "   - " + failure + "\n")
            .collect(Collectors.joining());
  }

  private static List<String> firstMasked(ImportTick tick, ImportJob job) {
    var mask = new RowMask(ImportNotices.file(tick));
    return job.failures().stream().limit(FIRST_FAILURES).map(mask::mask).toList();
  }

  private static Map<String, Object> data(String status, ImportTick tick, ImportJob job) {
    var data = ImportNotices.data(status, tick);
    data.put("job", job.id());
    data.put("segmentId", job.segmentId());
    data.put("processed", job.processed());
    data.put("failed", job.failed());
    data.put("failures", firstMasked(tick, job));
    return data;
  }

  private static Map<String, Object> data(
      String status, ImportTick tick, ImportJob job, String reason) {
    var data = data(status, tick, job);
    data.put("reason", reason);
    return data;
  }
}
