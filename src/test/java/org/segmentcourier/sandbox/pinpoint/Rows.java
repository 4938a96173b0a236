package org.segmentcourier.sandbox.pinpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The rows of one import file, from first to last. An {@link UnreadableFile} ends the file where it
 * stands: what comes after can't be told apart.
 */
interface Rows extends Closeable {

  /** The next row; none at the end of the file. */
  Optional<Row> next() throws IOException, UnreadableFile;

  /** The line in the file, counted from 1, at which the last row ended. */
  long line();

  /** A file that can't be read as what it should be: its pieces fail, and so does the job. */
  final class UnreadableFile extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableFile(String reason) {
      super(reason);
    }
  }
}
