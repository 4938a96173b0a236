package org.segmentcourier.destination.pinpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.destination.ImportFile;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.notification.Notification;

/** Words what people are told of an import. */
final class ImportNotices {

  private static final int FIRST_FAILURES = 5;

  private ImportNotices() {}

  /** A job has come to its end, good or bad. */
  static Notification ended(ImportTick tick, ImportJob job) {
    if (job.isFailed()) {
      return failed(tick, job);
    }
    return job.failed() > 0 ? partial(tick, job) : complete(tick, job);
  }

  private static Notification complete(ImportTick tick, ImportJob job) {
    return new Notification(
        once(job.id(), "complete"),
        "imported " + name(tick),
        "Imported into Pinpoint: segment %s, %d rows".formatted(name(tick), job.processed()),
        """
        The import of %s into Amazon Pinpoint is complete.

        Segment: %s
        Rows: %d imported, none failed
        Import job: %s
        """
            .formatted(location(tick), name(tick), job.processed(), job.id()),
        data("IMPORT COMPLETE", tick, job));
  }

  private static Notification partial(ImportTick tick, ImportJob job) {
    return new Notification(
        once(job.id(), "partial"),
        "imported in part: " + name(tick),
        "Imported into Pinpoint with errors: segment %s, %d of %d rows failed"
            .formatted(name(tick), job.failed(), job.processed()),
        """
        The import of %s into Amazon Pinpoint is complete, but not every row was imported.

        Segment: %s
        Rows: %d read, %d of them failed
        Import job: %s
        %s
        What to do: correct the rows and put the file once more. The segment holds the other rows.
        """
            .formatted(
                location(tick),
                name(tick),
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

  private static Notification failed(ImportTick tick, ImportJob job) {
    return new Notification(
        once(job.id(), "failed"),
        "import failed: " + name(tick),
        "The import into Pinpoint failed: %s".formatted(name(tick)),
        """
        The import of %s into Amazon Pinpoint failed.

        Rows: %s
        Import job: %s
        %s
        What to do: %s. Then put the file once more.
        """
            .formatted(location(tick), rows(job), job.id(), firstFailures(tick, job), right(tick)),
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

  static Notification stuck(ImportTick tick, ImportJob job) {
    return failure(
        once(job.id(), "overdue"),
        "is not over at its deadline and is no longer watched; the job is " + job.status(),
        "see in Pinpoint what became of the job. If it did not import the file, put the file once"
            + " more.",
        tick);
  }

  static Notification vanished(ImportTick tick) {
    return failure(
        once(tick.job(), "vanished"),
        "can't be told: Pinpoint no longer knows the job",
        "see in Pinpoint whether the segment is there. If not, put the file once more.",
        tick);
  }

  static Notification notStarted(ImportTick tick, List<String> running) {
    return failure(
        once(tick.run(), "not-started"),
        "was not started by its deadline: all that time the same import jobs had all places ("
            + String.join(", ", running)
            + ")",
        "see in Pinpoint why these jobs don't end, or raise imports.concurrent. Then put the file"
            + " once more.",
        tick);
  }

  static Notification unreachable(ImportTick tick, Exception trouble) {
    return failure(
        once(tick.hasJob() ? tick.job() : tick.run(), "unreachable"),
        "was given up at its deadline; the last answer was: " + masked(tick, trouble.getMessage()),
        "see that S3 and Pinpoint can be reached. Then put the file once more.",
        tick);
  }

  static Notification refused(ImportTick tick, Exception refusal) {
    return failure(
        once(tick.run(), "refused"),
        "was refused by Pinpoint: " + masked(tick, refusal.getMessage()),
        "correct what Pinpoint names. Then put the file once more.",
        tick);
  }

  /** S3 answers so also for a file that is gone, to who may not list its bucket. */
  static Notification unreadable(ImportTick tick) {
    return failure(
        once(tick.run(), "unreadable"),
        "was not started: the file may not be read (S3 answers 403 to HeadObject)",
        "let the application's role do s3:GetObject on the file, and kms:Decrypt with the key that"
            + " it is encrypted with, if it is. Without s3:ListBucket a file that is gone looks the"
            + " same. Then put the file once more.",
        tick);
  }

  static Notification empty(ImportFile file) {
    return notImported(
        version(file),
        file.location(),
        "it is empty",
        "a header line and at least one row are expected");
  }

  static Notification tooLarge(ImportFile file) {
    return notImported(
        version(file),
        file.location(),
        "it has " + file.size() + " bytes",
        "Pinpoint imports at most " + ImportDecision.MOST_BYTES + "; split it into several files");
  }

  /** Neither CSV nor JSON; each put is told. */
  static Notification otherFormat(UploadEvent upload) {
    return notImported(
        Fingerprint.of(List.of(upload.bucket(), upload.key(), upload.etag(), upload.sequencer())),
        new S3Location(upload.bucket(), upload.key()),
        "its name ends neither in .csv nor in .json",
        "give it the extension of what it holds: .csv, with a header line, or .json, with a JSON"
            + " object on each line. Pinpoint reads nothing else, and no compressed file. What is"
            + " not to be imported has its place elsewhere than in pinpoint/");
  }

  /** A file was imported twice, and the segment of the second import is taken back. */
  static Notification surplus(ImportTick tick, ImportJob job) {
    return new Notification(
        once(job.id(), "surplus"),
        "imported twice: " + name(tick),
        "%s was imported twice; the second segment is deleted".formatted(name(tick)),
        """
        %s was imported into Amazon Pinpoint twice, which happens when a container comes back late. The \
        segment of the second import is deleted, the first one stays.

        Import job: %s
        Deleted segment: %s
        """
            .formatted(
                location(tick), job.id(), job.segmentId().isEmpty() ? "none" : job.segmentId()),
        data("IMPORT WITHDRAWN", tick, job, "the file was imported twice"));
  }

  private static Notification failure(String once, String what, String mend, ImportTick tick) {
    var data = data("IMPORT FAILED", tick);
    data.put("reason", what);
    return new Notification(
        once,
        "import failed: " + name(tick),
        "The import into Pinpoint failed: " + name(tick),
        """
        The import of %s into Amazon Pinpoint %s.

        Import job: %s

        What to do: %s
        """
            .formatted(location(tick), what, tick.hasJob() ? tick.job() : "none", mend),
        data);
  }

  private static Notification notImported(
      String version, S3Location file, String wrong, String right) {
    var name = ImportJobs.segmentName(file.key());
    var data = new LinkedHashMap<String, Object>();
    data.put("status", "IMPORT FAILED");
    data.put("destination", "pinpoint");
    data.put("file", file.toString());
    data.put("reason", wrong);
    return new Notification(
        once(version, "refused"),
        "not imported: " + name,
        "Not imported into Pinpoint: %s, since %s".formatted(name, wrong),
        """
        %s was not imported into Amazon Pinpoint: %s.

        What to do: %s. Then put the file once more.
        """
            .formatted(file, wrong, right),
        data);
  }

  /** Each put of a file that can't be imported is told. */
  private static String version(ImportFile file) {
    return file.id() + "/" + file.put().getEpochSecond();
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
    var mask = new RowMask(file(tick));
    return job.failures().stream().limit(FIRST_FAILURES).map(mask::mask).toList();
  }

  private static String masked(ImportTick tick, String text) {
    return new RowMask(file(tick)).mask(text);
  }

  private static Map<String, Object> data(String status, ImportTick tick, ImportJob job) {
    var data = data(status, tick);
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

  private static Map<String, Object> data(String status, ImportTick tick) {
    var data = new LinkedHashMap<String, Object>();
    data.put("status", status);
    data.put("destination", tick.destination());
    data.put("file", location(tick));
    data.put("segment", name(tick));
    data.put("job", tick.job());
    return data;
  }

  private static String once(String what, String outcome) {
    return "import/" + what + "/" + outcome;
  }

  private static String name(ImportTick tick) {
    return ImportJobs.segmentName(tick.key());
  }

  private static String location(ImportTick tick) {
    return file(tick).toString();
  }

  private static S3Location file(ImportTick tick) {
    return new S3Location(tick.bucket(), tick.key());
  }
}
