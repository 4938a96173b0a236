package org.segmentcourier.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where one segment is: a line of an output file. It is a description only, cheap and unchanging;
 * the users are read by {@link SegmentOutput#batches}.
 */
public final class Segment {

  /** The line of what is wrong with a file as a whole. */
  public static final int WHOLE_FILE = 0;

  /** So much of a line is looked at for its excerpt. */
  private static final int BEGINNING = 1_000;

  private final OutputFile file;
  private final int line;
  private final long start;
  private final long end;
  private final Query query;
  private final BadSegment defect;

  private Segment(OutputFile file, int line, long start, long end, Query query, BadSegment defect) {
    this.file = file;
    this.line = line;
    this.start = start;
    this.end = end;
    this.query = query;
    this.defect = defect;
  }

  /**
   * @param line counted from 1, empty ones included
   * @param start of the line's first byte in the file
   * @param end after its last byte
   */
  static Segment of(OutputFile file, int line, long start, long end, Query query) {
    return new Segment(file, line, start, end, Objects.requireNonNull(query), null);
  }

  /**
   * A line whose query can't be read.
   *
   * @param line {@link #WHOLE_FILE} if none can be told from another
   */
  static Segment defective(OutputFile file, int line, long start, long end, BadSegment defect) {
    return new Segment(file, line, start, end, null, Objects.requireNonNull(defect));
  }

  /**
   * As it is called in the log: by what it was asked for, or by its place if that can't be read.
   */
  public String name() {
    return query == null ? toString() : query.canonical();
  }

  /** Name of the output file. */
  public String file() {
    return file.name();
  }

  public int line() {
    return line;
  }

  /**
   * What the segment was asked for.
   *
   * @throws BadSegment if the line doesn't tell
   */
  public Query query() {
    if (defect != null) {
      throw defect;
    }
    return query;
  }

  /** How the line begins, fit to be shown to anybody: its form, without its texts. */
  public String excerpt() throws IOException {
    try (var in = new FileRange(file.path(), start, length())) {
      return LineForm.of(in.readNBytes(BEGINNING));
    }
  }

  Path path() {
    return file.path();
  }

  long start() {
    return start;
  }

  long length() {
    return end - start;
  }

  @Override
  public String toString() {
    return file.name() + ":" + line;
  }
}
