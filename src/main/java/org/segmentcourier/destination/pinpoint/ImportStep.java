package org.segmentcourier.destination.pinpoint;

import java.util.List;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.ImportFile;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.notification.Notification;

/** What is to be done for an import now. After a step that acts, one looks again. */
public sealed interface ImportStep {

  /** The step's name, for the choice in the route. */
  String kind();

  /** Whether to look again at once, after doing it. */
  default boolean acts() {
    return true;
  }

  /** Take the claim, which nobody has. */
  record Take(ImportFile file) implements ImportStep {
    @Override
    public String kind() {
      return "take";
    }
  }

  /** Take the claim from a holder who has left it unused. */
  record TakeOver(Claim claim) implements ImportStep {
    @Override
    public String kind() {
      return "take-over";
    }
  }

  /** Take the claim once more, since the file was put again after its import failed. */
  record Renew(Claim claim, ImportFile file) implements ImportStep {
    @Override
    public String kind() {
      return "renew";
    }
  }

  /** Start the import. */
  record Start(Claim claim, ImportFile file) implements ImportStep {
    @Override
    public String kind() {
      return "start";
    }
  }

  /** Take a job as ours that was started under this claim before. */
  record Adopt(Claim claim, String job) implements ImportStep {
    @Override
    public String kind() {
      return "adopt";
    }
  }

  /**
   * Wait, watch: look again later.
   *
   * @param ticks one for this import, and one for each job that is too many
   */
  record Next(List<ImportTick> ticks, String reason) implements ImportStep {
    @Override
    public String kind() {
      return "next";
    }

    @Override
    public boolean acts() {
      return false;
    }
  }

  /** It is over: tell people. */
  record Tell(Notification notification) implements ImportStep {
    @Override
    public String kind() {
      return "tell";
    }

    @Override
    public boolean acts() {
      return false;
    }
  }

  /** A job was too many: delete its segment, and tell people. */
  record Withdraw(String segmentId, Notification notification) implements ImportStep {
    @Override
    public String kind() {
      return "withdraw";
    }

    @Override
    public boolean acts() {
      return false;
    }
  }

  /** It is over, and nobody needs to know. */
  record Drop(String reason) implements ImportStep {
    @Override
    public String kind() {
      return "drop";
    }

    @Override
    public boolean acts() {
      return false;
    }
  }
}
