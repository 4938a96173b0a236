package org.segmentcourier.destination.pinpoint;

import java.time.Clock;
import java.util.List;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.jmx.Lately;

/** Notes what comes of this container's looks at imports, for those who watch it. */
public final class WatchedImports implements ImportsMXBean {

  private final Lately<ImportState> imports = new Lately<>();
  private final Clock clock;

  WatchedImports(Clock clock) {
    this.clock = clock;
  }

  /** This is to be done for an import. */
  public void looked(ImportTick tick, ImportStep step) {
    if (step instanceof ImportStep.Next next) {
      note(tick, "waiting", next.reason());
    } else if (step instanceof ImportStep.Tell tell) {
      note(tick, "over", tell.notification().subject());
    } else if (step instanceof ImportStep.Withdraw withdraw) {
      note(tick, "withdrawn", withdraw.notification().subject());
    } else if (step instanceof ImportStep.Drop drop) {
      note(tick, "dropped", drop.reason());
    }
  }

  private void note(ImportTick tick, String state, String reason) {
    var file = new S3Location(tick.bucket(), tick.key()).toString();
    imports.note(
        file + tick.etag() + tick.job(),
        new ImportState(file, tick.etag(), tick.job(), state, reason, clock.instant().toString()));
  }

  @Override
  public List<ImportState> getImports() {
    return imports.all();
  }
}
