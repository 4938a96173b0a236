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
  private final DetailsFile detailsFile;

  /** Null as long as nobody has asked for them. */
  private Details details;

  /** Where the file is that knows addresses and attributes; it is brought here if it is needed. */
  interface DetailsFile {
    Path get() throws IOException;
  }

  private Snapshot(long number, boolean madeIds, UserIndex index, DetailsFile detailsFile) {
    this.number = number;
    this.madeIds = madeIds;
    this.index = index;
    this.detailsFile = detailsFile;
  }

  /**
   * Opens it.
   *
   * @param index the file that knows users and endpoints
   * @param details the one that knows the rest
   * @throws IOException if it can't be read, or is no such file
   */
  static Snapshot open(SnapshotRecord about, Path index, DetailsFile details) throws IOException {
    return new Snapshot(about.number(), about.made() > 0, UserIndex.open(index), details);
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
    try {
      if (details == null) {
        details = Details.open(detailsFile.get());
      }
      return details;
    } catch (IOException e) {
      throw new UncheckedIOException("the details of snapshot " + number + " can't be opened", e);
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
