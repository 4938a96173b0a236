package org.segmentcourier.destination.pinpoint;

import java.util.List;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.ImportFile;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.notification.Notification;

/** What is to be done for an import now. */
public sealed interface ImportStep {

  /** A step on the way to a job; after it one looks again at once. */
  sealed interface Act extends ImportStep {}

  /**
   * Take the claim.
   *
   * @param claim as it is to be
   */
  record Take(Claim claim) implements Act {}

  /** Start the import. */
  record Start(Claim claim, ImportFile file) implements Act {}

  /** Take a job as ours that was started under this claim before. */
  record Adopt(Claim claim, String job) implements Act {}

  /**
   * Wait, watch: look again later.
   *
   * @param ticks one for this import, and one for each job that is too many
   */
  record Next(List<ImportTick> ticks, String reason) implements ImportStep {}

  /**
   * It is over: tell people.
   *
   * @param ticks one for each job that is too many
   */
  record Tell(Notification notification, List<ImportTick> ticks) implements ImportStep {

    Tell(Notification notification) {
      this(notification, List.of());
    }
  }

  /** A job was too many: delete its segment, and tell people. */
  record Withdraw(String segmentId, Notification notification) implements ImportStep {}

  /** It is over, and nobody needs to know. */
  record Drop(String reason) implements ImportStep {}
}
