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
import org.apache.commons.csv.CSVRecord;

/**
 * Reads files that name who is not to be reached; gzipped, too, if their name ends in {@code .gz}:
 *
 * <ul>
 *   <li>{@code .csv} with the column {@code User.UserId} or {@code Address} or both, as Pinpoint
 *       calls them: whatever stands there is suppressed;
 *   <li>{@code .txt} with a user id or an address on each line.
 * </ul>
 */
final class SuppressionReader {

  private static final String USER = "User.UserId";
  private static final String ADDRESS = "Address";
  private static final String MARK = "\uFEFF";
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

  private void readRows(Reader text) throws Unreadable, IOException {
    long row = 0;
    int user = -1;
    int address = -1;
    try (var rows = CSVFormat.RFC4180.parse(text)) {
      for (var record : rows) {
        row = record.getRecordNumber();
        if (row == 1) {
          user = column(record, USER);
          address = column(record, ADDRESS);
        } else {
          addUser(value(record, user));
          addAddress(value(record, address));
        }
      }
    } catch (java.io.UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw new Unreadable("row %d is no CSV (RFC 4180)".formatted(row + 1), e);
      }
      throw e.getCause();
    }
    if (user < 0 && address < 0) {
      throw new Unreadable(
          "its first line names neither of the columns User.UserId and Address; a CSV file of"
              + " suppressions is UTF-8, with commas between its columns");
    }
  }

  private static int column(CSVRecord header, String name) {
    for (int column = 0; column < header.size(); column++) {
      if (header.get(column).replace(MARK, "").strip().equals(name)) {
        return column;
      }
    }
    return -1;
  }

  private static String value(CSVRecord record, int column) {
    return column >= 0 && column < record.size() ? record.get(column) : "";
  }

  private void readLines(BufferedReader text) throws IOException {
    for (var line = text.readLine(); line != null; line = text.readLine()) {
      var value = line.startsWith(MARK) ? line.substring(1) : line;
      addUser(value);
      addAddress(value);
    }
  }

  private void addUser(String user) throws IOException {
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
