package org.segmentcourier.endpoint.refresh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A look at the bytes of a file of text, by a thread of its own, while the engine loads it: what it
 * tells of the rows is held against what the engine made of them. In other files there are no rows
 * to be told apart, and nothing is refused.
 */
final class RowCheck implements AutoCloseable {

  /** Null for a file that is no text. */
  private final Future<RowScan> scan;

  private final int headers;

  private RowCheck(Future<RowScan> scan, int headers) {
    this.scan = scan;
    this.headers = headers;
  }

  /**
   * Begins to read.
   *
   * @param threads one of which reads
   */
  static RowCheck begin(LocalSource source, ExecutorService threads) {
    if (!source.format().isText()) {
      return new RowCheck(null, source.format().headers());
    }
    boolean quotes = source.format() == SourceFormat.CSV;
    return new RowCheck(threads.submit(() -> scan(source, quotes)), source.format().headers());
  }

  private static RowScan scan(LocalSource source, boolean quotes) throws IOException {
    try (var in = source.open()) {
      return RowScan.of(in, quotes);
    }
  }

  /**
   * Refuses a file whose quotes leave open where its rows end. If it can't be read to its end, this
   * fails: what the engine knows gzip's content by does not go so far, and damage would go
   * unnoticed.
   */
  void refuseOpenQuotes() throws Unreadable, IOException {
    long line = scan == null ? 0 : found().unclosedQuote();
    if (line > 0) {
      throw new Unreadable(
          ("the quotes of line %d are not closed, or closed within a value, so that lines after it"
                  + " can't be told apart; quotes within a value are written twice")
              .formatted(line));
    }
  }

  /**
   * Rows that the engine has neither loaded nor rejected are lost, and nobody would hear of it: it
   * leaves out what it can't take apart, as many rows as that may be.
   *
   * @param read rows of a text that it has loaded or rejected
   */
  void refuseLost(long read) throws Unreadable, IOException {
    long rows = found().rows() - headers;
    if (read != rows) {
      throw new Unreadable(
          ("of its %,d rows %,d can be told apart; a line that breaks off, a quote that is not"
                  + " closed or another separator may be the reason")
              .formatted(rows, read));
    }
  }

  /** What is wrong with the ends of lines, if the engine can't read them; empty if nothing is. */
  String lineEnds() throws IOException {
    return scan == null ? "" : found().lineEnds();
  }

  private RowScan found() throws IOException {
    try {
      return scan.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("the rows can't be counted", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /** Nobody wants to know any more. */
  @Override
  public void close() {
    if (scan != null) {
      scan.cancel(true);
    }
  }
}
