package org.segmentcourier.delivery.publish;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.delivery.order.Judgement.Verdict;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.delivery.records.Publication;
import org.segmentcourier.notification.Notification;

/** What people are told of segment files that wait until somebody has looked. */
public final class HeldNotices {

  /** The command by which a file is released or dropped. */
  public static String command(Verdict verdict, String delivery, String file) {
    return "docker run --env-file stack.env segment-courier %s %s %s"
        .formatted(verdict.name().toLowerCase(Locale.ROOT), delivery, file);
  }

  /** It was released, and is published. */
  public Notification released(Commit commit, PreparedFile file) {
    return decided(commit, file, "released", "RELEASED", "It was released, and is published.");
  }

  /** It was dropped. */
  public Notification dropped(Commit commit, PreparedFile file) {
    return decided(
        commit, file, "dropped", "DROPPED", "It was dropped: it is not published, and is gone.");
  }

  private static Notification decided(
      Commit commit, PreparedFile file, String word, String status, String what) {
    return new Notification(
        "held/" + commit.delivery() + "/" + Fingerprint.of(List.of(file.name(), word)),
        word + ": " + file.name(),
        "Segment file %s is %s".formatted(file.name(), word),
        """
        %s of %s was held, since %s.

        %s
        """
            .formatted(file.name(), commit.job(), reason(file), what),
        Map.of(
            "status",
            status,
            "delivery",
            commit.delivery(),
            "job",
            commit.job(),
            "file",
            file.name(),
            "branch",
            file.branch()));
  }

  /** Why a file waits, or has waited. */
  public static String reason(PreparedFile file) {
    return file.held().isEmpty() ? "branch '%s' was paused".formatted(file.branch()) : file.held();
  }

  /** What somebody wants can't be done: told each time that somebody wants it. */
  Notification refused(Order order, String reason) {
    var judgement = order.judgement();
    var verdict = judgement.verdict().name().toLowerCase(Locale.ROOT);
    return new Notification(
        "held/"
            + Fingerprint.of(
                List.of(
                    judgement.delivery(),
                    judgement.file(),
                    verdict,
                    "refused",
                    reason,
                    String.valueOf(judgement.time()))),
        "%s refused: %s".formatted(verdict, judgement.file()),
        "Can't %s %s: %s".formatted(verdict, judgement.file(), reason),
        """
        Somebody wants to %s the file %s of delivery %s, but %s.

        Files that wait are listed by docker run --env-file stack.env segment-courier held
        """
            .formatted(verdict, judgement.file(), judgement.delivery(), reason),
        Map.of(
            "status",
            "REFUSED",
            "delivery",
            judgement.delivery(),
            "file",
            judgement.file(),
            "reason",
            reason));
  }

  /** What became of a file that was not held. */
  String word(Publication.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
