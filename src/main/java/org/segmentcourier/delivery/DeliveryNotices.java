package org.segmentcourier.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.delivery.ledger.Account;
import org.segmentcourier.delivery.ledger.EndpointOutcome;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.delivery.order.Judgement.Verdict;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.order.Undeliverable;
import org.segmentcourier.delivery.publish.HeldFiles;
import org.segmentcourier.delivery.publish.HeldNotices;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.Manifest;
import org.segmentcourier.delivery.records.Publication;
import org.segmentcourier.notification.GivenUp;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.notification.RedriveNotices;
import org.segmentcourier.text.Excerpt;

/** What people are told of a delivery. */
public final class DeliveryNotices {

  /** A notification names so many segments, files and lines; the manifest has them all. */
  private static final int NAMED = 50;

  /** SNS takes 256 KB, in which the text is more than once. */
  private static final int LONGEST_TEXT = 60_000;

  private final String bucket;

  /**
   * @param bucket where the records of deliveries are
   */
  public DeliveryNotices(String bucket) {
    this.bucket = bucket;
  }

  /** The job has failed, so that there is nothing to deliver. */
  public Notification failed(SegmentJob job) {
    return new Notification(
        "delivery/" + job.delivery(),
        "nothing to deliver, job failed: " + job.name(),
        "Batch segment job %s has failed; there is nothing to deliver".formatted(job.name()),
        "Batch segment job %s has failed.\n\nReason: %s\n".formatted(job.arn(), job.failure()),
        Map.of("job", job.arn(), "status", "FAILED", "reason", job.failure()));
  }

  /**
   * A job can't be delivered: its message is given up.
   *
   * @param message id of the message in SQS; moved back to its queue, it gets another, and is told
   *     again
   * @throws GivenUp always
   */
  public void undeliverable(Order order, String message, Exception why) {
    var reason = Undeliverable.reason(why);
    var name = name(order.job());
    throw new GivenUp(
        reason,
        new Notification(
            "undeliverable/" + message,
            "delivery failed: " + name,
            "Batch segment job %s can't be delivered: %s".formatted(name, reason),
            """
            Batch segment job %s can't be delivered. %s

            Its message was moved to the redrive queue of the deliveries.

            What to do: mend the cause, then move the messages of the redrive queue back:

            %s

            If the job need not be delivered, delete its message from the redrive queue before that.
            """
                .formatted(order.job(), reason, RedriveNotices.command("deliveries")),
            Map.of("job", order.job(), "status", "UNDELIVERABLE", "reason", reason)));
  }

  /** The delivery is finished. */
  public Notification finished(Manifest manifest) {
    var commit = manifest.commit();
    return new Notification(
        "delivery/" + commit.delivery(),
        subject(manifest),
        "Batch segment job %s is delivered: %s".formatted(name(commit.job()), counts(manifest)),
        text(manifest),
        data(manifest));
  }

  private static String subject(Manifest manifest) {
    var commit = manifest.commit();
    var besides = new ArrayList<String>();
    long held = count(manifest, Publication.State.HELD);
    if (held > 0) {
      besides.add(held + " held");
    }
    long paused = count(manifest, Publication.State.PAUSED);
    if (paused > 0) {
      besides.add(paused + " paused");
    }
    long withdrawn = count(manifest, Publication.State.WITHDRAWN);
    if (withdrawn > 0) {
      besides.add(withdrawn + " withdrawn");
    }
    if (!commit.empty().isEmpty()) {
      besides.add(commit.empty().size() + " empty");
    }
    if (!commit.badLines().isEmpty()) {
      besides.add(number(commit.badLines().size(), "line") + " left out");
    }
    return "delivered %s%s of %s"
        .formatted(
            number(count(manifest, Publication.State.PUBLISHED), "segment file"),
            besides.isEmpty() ? "" : " (%s)".formatted(String.join(", ", besides)),
            name(commit.job()));
  }

  private static String counts(Manifest manifest) {
    var commit = manifest.commit();
    var counts = new ArrayList<String>();
    counts.add(number(commit.segments().size(), "segment"));
    counts.add(number(count(manifest, Publication.State.PUBLISHED), "file") + " published");
    counts.add(number(published(manifest).mapToLong(Manifest.File::endpoints).sum(), "endpoint"));
    long held = count(manifest, Publication.State.HELD);
    if (held > 0) {
      counts.add(number(held, "file") + " held");
    }
    long paused = count(manifest, Publication.State.PAUSED);
    if (paused > 0) {
      counts.add(number(paused, "file") + " paused");
    }
    long withdrawn = count(manifest, Publication.State.WITHDRAWN);
    if (withdrawn > 0) {
      counts.add(number(withdrawn, "file") + " withdrawn");
    }
    if (!commit.badLines().isEmpty()) {
      counts.add(number(commit.badLines().size(), "line") + " left out");
    }
    return String.join(", ", counts);
  }

  private static String number(long count, String what) {
    return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }

  /** What people know a job by. */
  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static Stream<Manifest.File> published(Manifest manifest) {
    return manifest.files().stream()
        .filter(file -> file.publication().state() == Publication.State.PUBLISHED);
  }

  private static long count(Manifest manifest, Publication.State state) {
    return manifest.files().stream().filter(file -> file.publication().state() == state).count();
  }

  private String text(Manifest manifest) {
    var commit = manifest.commit();
    var text = new StringBuilder();
    text.append("Batch segment job ").append(commit.job()).append(" is delivered.\n");
    text.append(counts(manifest)).append('\n');
    var segments = excerpt(commit.segments());
    for (var segment : segments.shown()) {
      text.append(
          "\n%s (%s, line %d): %s\n"
              .formatted(
                  segment.query(),
                  segment.file(),
                  segment.line(),
                  number(segment.distinct(), "user")));
      segment
          .branches()
          .forEach((branch, account) -> text.append("  ").append(line(branch, account)));
    }
    text.append(rest(segments, "segments"));
    if (!manifest.files().isEmpty()) {
      text.append("\nFiles\n");
      var files = excerpt(manifest.files());
      for (var file : files.shown()) {
        text.append("  ").append(line(commit, file));
      }
      text.append(rest(files, "files"));
    }
    if (!commit.empty().isEmpty()) {
      text.append("\nEmpty, though their branches expect more\n");
      var empty = excerpt(commit.empty());
      for (var segment : empty.shown()) {
        text.append(
            "  %s, branch %s: %s; there is no file\n"
                .formatted(segment.query(), segment.branch(), segment.reason()));
      }
      text.append(rest(empty, "segments"));
    }
    if (!commit.badLines().isEmpty()) {
      text.append("\nLeft out\n");
      var badLines = excerpt(commit.badLines());
      for (var bad : badLines.shown()) {
        text.append("  %s: %s\n".formatted(bad.place(), bad.reason()));
      }
      text.append(rest(badLines, "lines"));
    }
    if (text.length() > LONGEST_TEXT) {
      text.replace(text.lastIndexOf("\n", LONGEST_TEXT), text.length(), "\n…\n");
    }
    if (!commit.badLines().isEmpty()) {
      text.append(
          "\nWhat was left out is listed in %s\n"
              .formatted(place(DeliveryRecords.quarantine(commit.delivery()))));
    }
    text.append(
        "\nThe whole account is in %s\n"
            .formatted(place(DeliveryRecords.manifest(commit.delivery()))));
    return text.toString();
  }

  private static String line(String branch, Account account) {
    var leftOut = new ArrayList<String>();
    account
        .users()
        .forEach(
            (outcome, users) -> {
              if (outcome != UserOutcome.DELIVERED && users > 0) {
                leftOut.add(users + " " + words(outcome));
              }
            });
    return "branch %s: %s, %s%s%s\n"
        .formatted(
            branch,
            number(account.of(UserOutcome.DELIVERED), "user"),
            number(account.of(EndpointOutcome.DELIVERED), "endpoint"),
            leftOut.isEmpty() ? "" : "; left out: " + String.join(", ", leftOut),
            account.of(EndpointOutcome.DELIVERED) == 0 ? "; no file, since it would be empty" : "");
  }

  private static String line(Commit commit, Manifest.File file) {
    return switch (file.publication().state()) {
      case HELD ->
          """
          %s: held, since %s. Within %d days, you can publish it or not:
              %s
              %s
          """
              .formatted(
                  file.name(),
                  commit.file(file.name()).held(),
                  HeldFiles.PATIENCE.toDays(),
                  HeldNotices.command(Verdict.RELEASE, commit.delivery(), file.name()),
                  HeldNotices.command(Verdict.DROP, commit.delivery(), file.name()));
      case PAUSED ->
          "%s: waits, since branch %s is paused; to be published, it has to be resumed within %d days\n"
              .formatted(file.name(), file.branch(), HeldFiles.PATIENCE.toDays());
      case PUBLISHED -> "%s: %s\n".formatted(file.name(), number(file.endpoints(), "endpoint"));
      case WITHDRAWN ->
          "%s: withdrawn, since there is no branch %s any more\n"
              .formatted(file.name(), file.branch());
    };
  }

  private Map<String, Object> data(Manifest manifest) {
    var commit = manifest.commit();
    var data = new LinkedHashMap<String, Object>();
    data.put("delivery", commit.delivery());
    data.put("job", commit.job());
    data.put("status", "DELIVERED");
    data.put("segments", commit.segments().size());
    data.put("published", count(manifest, Publication.State.PUBLISHED));
    data.put("held", count(manifest, Publication.State.HELD));
    data.put("paused", count(manifest, Publication.State.PAUSED));
    data.put("withdrawn", count(manifest, Publication.State.WITHDRAWN));
    data.put("empty", commit.empty().size());
    data.put("badLines", commit.badLines().size());
    if (!commit.badLines().isEmpty()) {
      data.put("quarantine", DeliveryRecords.quarantine(commit.delivery()));
    }
    data.put(
        "files", excerpt(manifest.files()).shown().stream().map(DeliveryNotices::data).toList());
    data.put("manifest", DeliveryRecords.manifest(commit.delivery()));
    return data;
  }

  private static Map<String, Object> data(Manifest.File file) {
    return Map.of(
        "name",
        file.name(),
        "branch",
        file.branch(),
        "endpoints",
        file.endpoints(),
        "state",
        file.publication().state().name().toLowerCase(Locale.ROOT));
  }

  private String place(String key) {
    return new S3Location(bucket, key).toString();
  }

  private static String words(UserOutcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static <T> Excerpt<T> excerpt(List<T> all) {
    return Excerpt.of(all, NAMED);
  }

  private static String rest(Excerpt<?> excerpt, String what) {
    var rest = excerpt.rest(what);
    return rest.isEmpty() ? "" : "  " + rest + "\n";
  }
}
