package org.segmentcourier.endpoint.directory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a {@link UserIndex} of endpoints that come in its order: by their users' hash (unsigned),
 * then by user id, then by endpoint id, as bytes.
 */
final class UserIndexWriter implements Closeable {

  private final UserFileWriter file;

  /** The user whose endpoints are coming; null before the first. */
  private byte[] user;

  private long hash;
  private int count;
  private final Bytes endpoints = new Bytes(new byte[1 << 10]);
  private final Bytes content = new Bytes(new byte[1 << 10]);

  /**
   * Begins.
   *
   * @param channelTypes at most 256; endpoints name theirs by its place here
   * @param expectedUsers how many there will be, about
   */
  UserIndexWriter(Path path, List<String> channelTypes, long expectedUsers) throws IOException {
    file = new UserFileWriter(path, UserIndex.MAGIC, channelTypes, expectedUsers);
  }

  /**
   * Adds an endpoint.
   *
   * @param hash of its user
   * @param userId in UTF-8
   * @param id in UTF-8
   * @throws IllegalStateException if its user does not come after the one before
   */
  void add(long hash, byte[] userId, byte[] id, int channel, int state) throws IOException {
    if (user == null || hash != this.hash || !Arrays.equals(user, userId)) {
      endUser();
      user = userId;
      this.hash = hash;
    }
    endpoints.put(channel);
    endpoints.put(state);
    endpoints.putId(id, 0, id.length);
    count++;
  }

  private void endUser() throws IOException {
    if (user != null) {
      content.goTo(0);
      content.putNumber(count);
      content.put(endpoints.bytes(), 0, endpoints.position());
      file.add(hash, user, content);
      endpoints.goTo(0);
      count = 0;
    }
  }

  /** Completes the file. */
  void finish() throws IOException {
    endUser();
    file.finish();
  }

  long users() {
    return file.users();
  }

  /** Leaves nothing but the file; one that was not finished is none. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
