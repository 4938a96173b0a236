package org.segmentcourier.destination.pinpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.destination.ImportFile;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.notification.Notification;

/** Words what people are told of an import that does not come to a job's end. */
final class ImportNotices {

  private ImportNotices() {}

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

  private static String masked(ImportTick tick, String text) {
    return new RowMask(file(tick)).mask(text);
  }

  static Map<String, Object> data(String status, ImportTick tick) {
    var data = new LinkedHashMap<String, Object>();
    data.put("status", status);
    data.put("destination", tick.destination());
    data.put("file", location(tick));
    data.put("segment", name(tick));
    data.put("job", tick.job());
    if (tick.begun() != null) {
      data.put("begun", tick.begun().toString());
    }
    return data;
  }

  static String once(String what, String outcome) {
    return "import/" + what + "/" + outcome;
  }

  static String name(ImportTick tick) {
    return ImportJobs.segmentName(tick.key());
  }

  static String location(ImportTick tick) {
    return file(tick).toString();
  }

  static S3Location file(ImportTick tick) {
    return new S3Location(tick.bucket(), tick.key());
  }
}
