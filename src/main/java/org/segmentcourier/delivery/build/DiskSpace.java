package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.records.Commit.Input;
import org.segmentcourier.endpoint.EndpointSource;

/**
 * Looks whether there is room on the disk for what a delivery builds there: hours of work are
 * better not begun than broken off.
 *
 * <p>It is an estimate. One output file lies there at a time. An endpoint's id takes about as much
 * in a segment file as a user's id in the output. A user has two endpoints, say, three quarters of
 * which may be written to, so that a branch with all channels takes half as much again as the
 * output; and with more branches than that one, each endpoint is in a second one, that of its
 * channel. A column takes about as much as an id, too; of the three that name an endpoint whose id
 * was made, one is short. Who is not reached is little beside that: those files are compressed.
 * Should it take more all the same, the disk is full, and what was begun is done again where there
 * is room.
 */
public final class DiskSpace {

  /** What the segment files of a branch take, over what the output does. */
  private static final double BRANCH = 1.5;

  /** In so many branches an endpoint is, if there are so many. */
  private static final int BRANCHES = 2;

  /** What else stands in a row whose id was made, in lengths of an id. */
  private static final int OF_MADE_IDS = 2;

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
   * @param endpoints who knows them
   * @param outputs what is read
   * @throws NotYet if there is too little: another container may have it, or this one later
   */
  public void check(
      Path folder, List<Branch> branches, EndpointSource endpoints, List<Input> outputs)
      throws IOException {
    long all = outputs.stream().mapToLong(Input::size).sum();
    long largest = outputs.stream().mapToLong(Input::size).max().orElse(0);
    int columns = columns(branches, endpoints);
    long needed =
        largest + Math.round(all * BRANCH * columns * Math.min(branches.size(), BRANCHES));
    long room = disk.room(folder);
    if (room < needed) {
      throw new NotYet(
          ("The disk of work.folder has room for %s; files are made of %s of output, which takes"
                  + " about %s")
              .formatted(megabytes(room), megabytes(all), megabytes(needed)));
    }
  }

  /** Of the branch with most, each as long as an id. */
  private static int columns(List<Branch> branches, EndpointSource endpoints) {
    int asked = branches.stream().mapToInt(branch -> branch.columns().size()).max().orElse(0);
    return 1 + Math.max(asked, endpoints.hasMadeIds() ? OF_MADE_IDS : 0);
  }

  private static String megabytes(long bytes) {
    return bytes < 1_000_000 ? bytes + " bytes" : Math.round(bytes / 1e6) + " MB";
  }
}
