package org.segmentcourier.segment;

import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The ids of a segment as its line has them, to be looked at again: a segment may name a thousand
 * users two million times, so that a look costs one short read.
 */
final class WrittenIds implements DistinctUsers.Line, Closeable {

  /** The longest spelling of a byte of a character: {@code \u0041}. */
  private static final int LONGEST_CHARACTER = 6;

  private static final int QUOTES = 2;

  private final Segment segment;
  private FileChannel file;
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 11);

  WrittenIds(Segment segment) {
    this.segment = segment;
  }

  @Override
  public boolean has(UserIds ids, int user, long offset) throws IOException {
    read(offset, ids.length(user) * LONGEST_CHARACTER + QUOTES);
    return isWritten(ids, user) || isSpelled(ids, user);
  }

  /** As it nearly always is: without escapes. */
  private boolean isWritten(UserIds ids, int user) {
    int end = 1 + ids.length(user);
    return end < buffer.position()
        && buffer.get(end) == '"'
        && ids.isPlain(user) // else what looks the same may be spelled so, and be another
        && ids.is(user, buffer.array(), 1, end);
  }

  private boolean isSpelled(UserIds ids, int user) throws IOException {
    try (var there = Json.MAPPER.getFactory().createParser(buffer.array(), 0, buffer.position())) {
      there.nextToken();
      var id = there.getText().getBytes(StandardCharsets.UTF_8);
      return ids.is(user, id, 0, id.length);
    } catch (JsonEOFException e) {
      return false; // it goes on where every spelling of the id has ended
    }
  }

  private void read(long offset, int length) throws IOException {
    if (file == null) {
      file = FileChannel.open(segment.path());
    }
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocate(length);
    }
    buffer.clear().limit((int) Math.min(length, segment.length() - offset));
    while (buffer.hasRemaining()) {
      int read = file.read(buffer, segment.start() + offset + buffer.position());
      if (read < 0) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
