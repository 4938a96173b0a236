package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.segmentcourier.endpoint.EndpointBatch;

/**
 * The part of a snapshot that only some branches ask for: addresses and attributes of endpoints. A
 * {@link UserFile} with this content, for each endpoint of the user, in the order of the {@link
 * UserIndex}:
 *
 * <pre>
 * for each of the names: 0, or the length of the value plus 1, and the value in UTF-8
 * </pre>
 */
final class Details {

  static final String MAGIC = "SCDETAI1";

  private final UserFile file;

  private Details(UserFile file) {
    this.file = file;
  }

  /**
   * Opens the file.
   *
   * @throws IOException if it can't be read, or is no such file
   */
  static Details open(Path path) throws IOException {
    return open(path, MappedFile.WINDOW_BITS);
  }

  static Details open(Path path, int windowBits) throws IOException {
    return new Details(UserFile.open(path, MAGIC, windowBits));
  }

  /** What is known of endpoints: columns as Pinpoint calls them. */
  List<String> names() {
    return file.names();
  }

  /**
   * The values of endpoints that were found in the same snapshot.
   *
   * @return for each endpoint of the batch, a value for each name; null where there is none
   */
  byte[][][] of(EndpointBatch found) {
    var values = new byte[found.size()][][];
    var finder = file.finder(found.batch());
    for (int user = 0; user < found.users(); user++) {
      if (found.start(user) < found.end(user)) {
        if (!finder.find(user)) {
          throw new IllegalStateException("the details of a snapshot don't fit its index");
        }
        for (int endpoint = found.start(user); endpoint < found.end(user); endpoint++) {
          values[endpoint] = read(finder.content());
        }
      }
    }
    return values;
  }

  private byte[][] read(Bytes content) {
    var values = new byte[file.names().size()][];
    for (int i = 0; i < values.length; i++) {
      int length = content.number() - 1;
      if (length >= 0) {
        int start = content.position();
        values[i] = Arrays.copyOfRange(content.bytes(), start, start + length);
        content.goTo(start + length);
      }
    }
    return values;
  }
}
