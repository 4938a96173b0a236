package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.segment.UserBatch;

/** The endpoint directory as it was at one time; it never changes. */
public final class Snapshot implements EndpointSource {

  /** As Pinpoint calls it. */
  private static final String ADDRESS = "Address";

  private final long number;
  private final boolean madeIds;
  private final UserIndex index;
  private final SnapshotRecord.File detailsFile;
  private final Snapshots snapshots;
  private final Path folder;

  /** Null as long as nobody has asked for them. */
  private Details details;

  private Snapshot(SnapshotRecord about, UserIndex index, Snapshots snapshots, Path folder) {
    this.number = about.number();
    this.madeIds = about.made() > 0;
    this.index = index;
    this.detailsFile = about.details();
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

  @Override
  public boolean hasMadeIds() {
    return madeIds;
  }

  @Override
  public String[] addresses(EndpointBatch found) {
    var known = details();
    int address = known.names().indexOf(ADDRESS);
    var addresses = new String[found.size()];
    var values = known.of(found);
    for (int endpoint = 0; endpoint < addresses.length; endpoint++) {
      var value = values[endpoint][address];
      addresses[endpoint] = value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
    return addresses;
  }

  private synchronized Details details() {
    if (details == null) {
      var file = fetchDetails();
      try {
        details = Details.open(file);
      } catch (IOException e) {
        throw snapshots.broken(detailsFile, "it is no file of addresses", e);
      }
    }
    return details;
  }

  private Path fetchDetails() {
    try {
      return snapshots.fetch(detailsFile, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the details of snapshot " + number + " can't be read", e);
    }
  }

  public long number() {
    return number;
  }

  @Override
  public String name() {
    return "directory " + number;
  }

  @Override
  public boolean isOvertakenBy(EndpointSource other) {
    return other instanceof Snapshot snapshot && snapshot.number > number;
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
