package org.segmentcourier.delivery.exclusion;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;

/**
 * Reads files that name who is not to be reached; gzipped, too, if their name ends in {@code .gz}:
 *
 * <ul>
 *   <li>{@code .csv} with the column {@code User.UserId} or {@code Address} or both, as Pinpoint
 *       calls them: whatever stands there is suppressed. Other columns of Pinpoint's import may be
 *       there; any other may be meant for one of the two, so that the file is refused;
 *   <li>{@code .txt} with a user id or an address on each line, and nothing else.
 * </ul>
 */
final class SuppressionReader {

  private static final char MARK = '\uFEFF';
  private static final int BUFFER = 1 << 16;

  private final TextSet users;
  private final TextSet addresses;

  SuppressionReader(TextSet users, TextSet addresses) {
    this.users = users;
    this.addresses = addresses;
  }

  /** A file can't be read; the message tells why, and nothing of its content. */
  static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      super(reason);
    }

    Unreadable(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /** All that was read. */
  SuppressionList list(List<SuppressionFile> files) {
    return new SuppressionList(files, users, addresses);
  }

  /**
   * Reads a file to its end.
   *
   * @param name tells what it is
   * @throws Unreadable if it is no such file, or damaged
   */
  void read(String name, InputStream in) throws Unreadable, IOException {
    var plain = name.toLowerCase(Locale.ROOT);
    boolean gzipped = plain.endsWith(".gz");
    if (gzipped) {
      plain = plain.substring(0, plain.length() - ".gz".length());
    }
    try {
      var text = new BufferedReader(text(gzipped ? new GZIPInputStream(in, BUFFER) : in), BUFFER);
      skipMark(text);
      if (plain.endsWith(".csv")) {
        readRows(text);
      } else if (plain.endsWith(".txt")) {
        readLines(text);
      } else {
        throw new Unreadable(
            "its name does not say what it is; .csv and .txt are read, each also with .gz");
      }
    } catch (ZipException | EOFException e) {
      throw new Unreadable("it is not gzipped, or damaged, or breaks off", e);
    } catch (CharacterCodingException e) {
      throw new Unreadable("it is not in UTF-8", e);
    }
  }

  /** Fails on bytes that are no character: replaced ones would name somebody else. */
  private static Reader text(InputStream in) {
    return new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
  }

  /** Some programs begin a file with it: it is no part of the first value. */
  private static void skipMark(Reader text) throws IOException {
    text.mark(1);
    if (text.read() != MARK) {
      text.reset();
    }
  }

  private void readRows(Reader text) throws Unreadable, IOException {
    long row = 0;
    try (var rows = CSVFormat.RFC4180.parse(text)) {
      SuppressionColumns columns = null;
      for (var record : rows) {
        row = record.getRecordNumber();
        if (columns == null) {
          columns = SuppressionColumns.of(record.toList());
        } else if (record.size() == columns.count()) {
          addUser(columns.user(record.values()));
          addAddress(columns.address(record.values()));
        } else if (record.size() > 1 || !record.get(0).isEmpty()) {
          throw new Unreadable(
              "row %d has %d values, but the first line names %d columns"
                  .formatted(row, record.size(), columns.count()));
        }
      }
      if (columns == null) {
        throw new Unreadable(SuppressionColumns.NEITHER);
      }
    } catch (java.io.UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw new Unreadable("row %d is no CSV (RFC 4180)".formatted(row + 1), e);
      }
      throw e.getCause();
    }
  }

  private void readLines(BufferedReader text) throws Unreadable, IOException {
    int number = 0;
    for (var line = text.readLine(); line != null; line = text.readLine()) {
      number++;
      if (isRow(line)) {
        throw new Unreadable(
            ("line %d is a row of a table; in a .txt file there is one user id or address on each"
                    + " line, without quotes; call a table .csv, and name its columns")
                .formatted(number));
      }
      addUser(line);
      addAddress(line);
    }
  }

  /** A value in quotes, or an e-mail address with something beside it. */
  private static boolean isRow(String line) {
    var value = line.strip();
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    boolean separated = line.indexOf(',') >= 0 || line.indexOf(';') >= 0 || line.indexOf('\t') >= 0;
    return quoted || separated && line.indexOf('@') >= 0;
  }

  /** As it stands there, and without blanks around it: nobody is reached for one of these. */
  private void addUser(String user) throws IOException {
    add(user);
    var bare = SuppressionList.bare(user);
    if (!bare.equals(user)) {
      add(bare);
    }
  }

  private void add(String user) throws IOException {
    if (!user.isEmpty()) {
      users.add(user.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void addAddress(String address) throws IOException {
    var comparable = SuppressionList.comparable(address);
    if (!comparable.isEmpty()) {
      addresses.add(comparable.getBytes(StandardCharsets.UTF_8));
    }
  }
}
