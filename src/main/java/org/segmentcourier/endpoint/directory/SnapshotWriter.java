package org.segmentcourier.endpoint.directory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.segmentcourier.endpoint.ChannelTypes;
import org.segmentcourier.endpoint.EndpointBatch;

/**
 * Writes the files of a snapshot, from endpoints that come in its order: by their users' hash
 * (unsigned), then by user id, then by endpoint id, as bytes. Memory does not grow with them.
 */
public final class SnapshotWriter implements Closeable {

  private static final int USUAL_RECORD = 1 << 10;

  private final UserFileWriter index;
  private final UserFileWriter details;

  /** The user whose endpoints are coming; null before the first. */
  private byte[] user;

  private long hash;
  private int count;
  private long endpoints;
  private long made;
  private final Bytes head = new Bytes(new byte[USUAL_RECORD]);
  private final Bytes indexed = new Bytes(new byte[USUAL_RECORD]);
  private final Bytes detailed = new Bytes(new byte[USUAL_RECORD]);

  /**
   * Begins.
   *
   * @param index where the file goes that knows users and endpoints
   * @param details where the file goes that knows the rest
   * @param names of the values that are known of an endpoint
   * @param expectedUsers how many there will be, about
   */
  public SnapshotWriter(Path index, Path details, List<String> names, long expectedUsers)
      throws IOException {
    this.index = new UserFileWriter(index, UserIndex.MAGIC, ChannelTypes.KNOWN, expectedUsers);
    this.details = new UserFileWriter(details, Details.MAGIC, names, expectedUsers);
  }

  /**
   * Adds an endpoint.
   *
   * @param hash of its user
   * @param userId in UTF-8
   * @param id in UTF-8
   * @param channel its place in {@link ChannelTypes#KNOWN}
   * @param state see {@link EndpointBatch#state}
   * @param values one for each name; null where there is none
   */
  public void add(long hash, byte[] userId, byte[] id, int channel, int state, byte[][] values)
      throws IOException {
    if (user == null || hash != this.hash || !Arrays.equals(user, userId)) {
      endUser();
      user = userId;
      this.hash = hash;
    }
    indexed.put(channel);
    indexed.put(state);
    indexed.putId(id, 0, id.length);
    for (var value : values) {
      detailed.putNumber(value == null ? 0 : value.length + 1);
      if (value != null) {
        detailed.put(value, 0, value.length);
      }
    }
    count++;
    endpoints++;
    if ((state & EndpointBatch.MADE) != 0) {
      made++;
    }
  }

  /** Users are told from one another here; their order is checked as they are written. */
  private void endUser() throws IOException {
    if (user != null) {
      head.goTo(0);
      head.putNumber(count);
      head.put(indexed.bytes(), 0, indexed.position());
      index.add(hash, user, head);
      details.add(hash, user, detailed);
      indexed.goTo(0);
      detailed.goTo(0);
      count = 0;
    }
  }

  /**
   * Completes the files.
   *
   * @throws IllegalStateException if endpoints came out of order
   */
  public void finish() throws IOException {
    endUser();
    index.finish();
    details.finish();
  }

  public long users() {
    return index.users();
  }

  public long endpoints() {
    return endpoints;
  }

  /** Endpoints whose ids were made here. */
  public long made() {
    return made;
  }

  /** Leaves nothing but the files; those that were not finished are none. */
  @Override
  public void close() throws IOException {
    try (index;
        details) {}
  }
}
