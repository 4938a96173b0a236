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
   * Values of endpoints that were found in the same snapshot.
   *
   * @param places of the names that are asked for, among {@link #names}
   * @return for each endpoint of the batch, a value for each place; null where there is none
   */
  byte[][][] of(EndpointBatch found, int... places) {
    var values = new byte[found.size()][][];
    var starts = new int[file.names().size()];
    var ends = new int[starts.length];
    var finder = file.finder(found.batch());
    for (int user = 0; user < found.users(); user++) {
      if (found.start(user) < found.end(user)) {
        if (!finder.find(user)) {
          throw new IllegalStateException("the details of a snapshot don't fit its index");
        }
        var content = finder.content();
        for (int endpoint = found.start(user); endpoint < found.end(user); endpoint++) {
          skim(content, starts, ends);
          values[endpoint] = new byte[places.length][];
          for (int i = 0; i < places.length; i++) {
            int place = places[i];
            values[endpoint][i] =
                ends[place] < 0
                    ? null
                    : Arrays.copyOfRange(content.bytes(), starts[place], ends[place]);
          }
        }
      }
    }
    return values;
  }

  /** Finds where the values of the next endpoint are; before all where there is none. */
  private static void skim(Bytes content, int[] starts, int[] ends) {
    for (int name = 0; name < starts.length; name++) {
      int length = content.number() - 1;
      starts[name] = content.position();
      ends[name] = length < 0 ? -1 : starts[name] + length;
      content.goTo(starts[name] + Math.max(0, length));
    }
  }
}
