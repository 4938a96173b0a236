package org.segmentcourier.destination.pinpoint;

import java.util.Locale;
import java.util.Optional;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.notification.Notification;

/** The formats that Pinpoint reads, told by a file's extension in whatever case. */
public final class ImportFormats {

  /** The format of a file, as Pinpoint calls it; none if Pinpoint can't read it. */
  static Optional<String> of(String key) {
    var name = key.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return Optional.of("CSV");
    }
    return name.endsWith(".json") ? Optional.of("JSON") : Optional.empty();
  }

  /** Whether Pinpoint can read a file of this name. */
  public boolean canImport(String key) {
    return of(key).isPresent();
  }

  /** What to tell of a file that Pinpoint can't read. */
  public Notification refuse(UploadEvent upload) {
    return ImportNotices.otherFormat(upload);
  }
}
