package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.endpoint.NoAnswer;
import org.segmentcourier.segment.UserBatch;

/** The endpoint directory as it was at one time; it never changes. */
public final class Snapshot implements EndpointSource {

  private final SnapshotRecord about;
  private final UserIndex index;
  private final Snapshots snapshots;
  private final Path folder;

  /** Null as long as nobody has asked for them. */
  private Details details;

  private Snapshot(SnapshotRecord about, UserIndex index, Snapshots snapshots, Path folder) {
    this.about = about;
    this.index = index;
    this.snapshots = snapshots;
    this.folder = folder;
  }

  /**
   * Opens it.
   *
   * @param index the file that knows users and endpoints
   * @param snapshots where the one is that knows the rest; it is brought here if it is needed
   * @param folder where it is brought to
   * @throws BrokenSnapshot if the index is no such file
   */
  static Snapshot open(SnapshotRecord about, Path index, Snapshots snapshots, Path folder) {
    try {
      return new Snapshot(about, UserIndex.open(index), snapshots, folder);
    } catch (IOException e) {
      throw snapshots.broken(about.index(), "it is no index of users", e);
    }
  }

  /** Whether it is the one of this record. */
  boolean isOf(SnapshotRecord record) {
    return about.equals(record);
  }

  @Override
  public boolean hasMadeIds() {
    return about.made() > 0;
  }

  @Override
  public byte[][][] values(EndpointBatch found, List<String> columns) {
    var known = details();
    var places = new int[columns.size()];
    for (int column = 0; column < places.length; column++) {
      places[column] = known.names().indexOf(columns.get(column));
      if (places[column] < 0) {
        throw new NoAnswer(
            "%s does not have the column %s; name it in endpoints.attributes, and put a file under endpoints/ for the directory to be made anew"
                .formatted(name(), columns.get(column)));
      }
    }
    return known.of(found, places);
  }

  private synchronized Details details() {
    if (details == null) {
      var file = fetchDetails();
      try {
        details = Details.open(file);
      } catch (IOException e) {
        throw snapshots.broken(about.details(), "it is no file of addresses", e);
      }
    }
    return details;
  }

  private Path fetchDetails() {
    try {
      return snapshots.fetch(about.details(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the details of snapshot " + number() + " can't be read", e);
    }
  }

  public long number() {
    return about.number();
  }

  @Override
  public String name() {
    return "directory " + number();
  }

  @Override
  public boolean isOvertakenBy(EndpointSource other) {
    return other instanceof Snapshot newest
        && (newest.number() > number() || newest.number() == number() && !isOf(newest.about));
  }

  /** It is there. */
  @Override
  public void check() {}

  @Override
  public boolean asksOneByOne() {
    return false;
  }

  /** However many they are, it takes seconds. */
  @Override
  public void expect(long users) {}

  @Override
  public EndpointBatch find(UserBatch batch) {
    return index.find(batch);
  }
}
