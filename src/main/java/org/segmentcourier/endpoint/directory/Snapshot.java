package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.nio.file.Path;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.segment.UserBatch;

/** The endpoint directory as it was at one time; it never changes. */
public final class Snapshot implements EndpointSource {

  private final long number;
  private final UserIndex index;

  private Snapshot(long number, UserIndex index) {
    this.number = number;
    this.index = index;
  }

  /**
   * Opens it.
   *
   * @param index the file that knows users and endpoints
   * @throws IOException if it can't be read, or is no such file
   */
  public static Snapshot open(long number, Path index) throws IOException {
    return new Snapshot(number, UserIndex.open(index));
  }

  public long number() {
    return number;
  }

  @Override
  public String name() {
    return "directory " + number;
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
