package org.segmentcourier.delivery.build;

import java.nio.file.Path;

/** A disk with as much room as a test says. */
public final class FixedDisk implements DiskSpace.Disk {

  private long room = Long.MAX_VALUE;

  /** It has so many bytes from now on. */
  public void room(long bytes) {
    room = bytes;
  }

  @Override
  public long room(Path folder) {
    return room;
  }

  /** What looks at it. */
  public DiskSpace space() {
    return new DiskSpace(this);
  }
}
