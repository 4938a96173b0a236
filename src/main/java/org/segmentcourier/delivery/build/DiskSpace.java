package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.records.Commit.Input;

/**
 * Looks whether there is room on the disk for what a delivery builds there: hours of work are
 * better not begun than broken off.
 *
 * <p>It is an estimate. One output file lies there at a time. An endpoint's id takes about as much
 * in a segment file as a user's id in the output. A user has two endpoints, say, three quarters of
 * which may be written to, so that a branch with all channels takes half as much again as the
 * output; and with more branches than that one, each endpoint is in a second one, that of its
 * channel. Who is not reached is little beside that: those files are compressed. Should it take
 * more all the same, the disk is full, and what was begun is done again where there is room.
 */
public final class DiskSpace {

  /** What the segment files of a branch take, over what the output does. */
  private static final double BRANCH = 1.5;

  /** In so many branches an endpoint is, if there are so many. */
  private static final int BRANCHES = 2;

  private final Disk disk;

  /** Tells how much room there is. */
  interface Disk {
    /** Bytes that can be written to where this folder is. */
    long room(Path folder) throws IOException;
  }

  /** Of the disks of this machine. */
  public DiskSpace() {
    this(folder -> Files.getFileStore(folder).getUsableSpace());
  }

  DiskSpace(Disk disk) {
    this.disk = disk;
  }

  /**
   * Makes sure that there is room.
   *
   * @param folder in which is built
   * @param outputs what is read
   * @throws NotYet if there is too little: another container may have it, or this one later
   */
  public void check(Path folder, List<Branch> branches, List<Input> outputs) throws IOException {
    long all = outputs.stream().mapToLong(Input::size).sum();
    long largest = outputs.stream().mapToLong(Input::size).max().orElse(0);
    long needed = largest + Math.round(all * BRANCH * Math.min(branches.size(), BRANCHES));
    long room = disk.room(folder);
    if (room < needed) {
      throw new NotYet(
          ("The disk of work.folder has room for %s; files are made of %s of output, which takes"
                  + " about %s")
              .formatted(megabytes(room), megabytes(all), megabytes(needed)));
    }
  }

  private static String megabytes(long bytes) {
    return bytes < 1_000_000 ? bytes + " bytes" : Math.round(bytes / 1e6) + " MB";
  }
}
