package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.nio.file.Path;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.segment.UserBatch;

/**
 * The part of a snapshot that says which endpoints a user has, without their addresses: a {@link
 * UserFile} with this content:
 *
 * <pre>
 * number of endpoints, and for each, by id:
 *   channel type (1 byte: its place among the names), state (1 byte), packed id
 * </pre>
 *
 * <p>States are those of {@link EndpointBatch}.
 */
final class UserIndex {

  static final String MAGIC = "SCUSERS1";

  private final UserFile file;

  private UserIndex(UserFile file) {
    this.file = file;
  }

  /**
   * Opens the file.
   *
   * @throws IOException if it can't be read, or is no such file
   */
  static UserIndex open(Path path) throws IOException {
    return open(path, MappedFile.WINDOW_BITS);
  }

  static UserIndex open(Path path, int windowBits) throws IOException {
    return new UserIndex(UserFile.open(path, MAGIC, windowBits));
  }

  long users() {
    return file.users();
  }

  /** Looks up each user of a batch. */
  EndpointBatch find(UserBatch batch) {
    var found = new EndpointBatch.Builder(batch, file.names());
    var finder = file.finder(batch);
    for (int user = 0; user < batch.size(); user++) {
      if (finder.find(user)) {
        take(finder.content(), found);
      }
      found.next();
    }
    return found.build();
  }

  private static void take(Bytes content, EndpointBatch.Builder found) {
    for (int left = content.number(); left > 0; left--) {
      int channel = content.next();
      int state = content.next();
      int start = content.position();
      int length = PackedId.length(content.bytes(), start);
      var ids = found.ids(PackedId.longestText(length));
      found.endpoint(channel, state, PackedId.unpack(content.bytes(), start, ids, found.filled()));
      if (PackedId.isPlain(content.bytes(), start)) {
        found.plain();
      }
      content.goTo(start + length);
    }
  }
}
