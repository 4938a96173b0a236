package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a CSV file: RFC 4180, a header of field names in dot notation, a repeated name for
 * several values of one custom attribute. Source: user guide, importing segments. A byte order mark
 * makes the first name unknown (undocumented; strict here).
 */
final class CsvRows implements Rows {

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<Field> fields;

  CsvRows(Reader reader) throws IOException, UnreadableFile {
    parser = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(reader);
    records = parser.iterator();
    CSVRecord header =
        nextRecord().orElseThrow(() -> new UnreadableFile("the file is empty: a header is needed"));
    fields = header.stream().map(Field::of).toList();
    for (Field field : fields) {
      if (field.kind() == Field.Kind.UNKNOWN) {
        throw new UnreadableFile(
            "the header names a field that endpoints don't have: '" + field.path() + "'");
      }
    }
  }

  @Override
  public Optional<Row> next() throws IOException, UnreadableFile {
    return nextRecord().map(this::row);
  }

  @Override
  public long line() {
    return parser.getCurrentLineNumber();
  }

  private Optional<CSVRecord> nextRecord() throws IOException, UnreadableFile {
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof org.apache.commons.csv.CSVException
          || e.getCause() instanceof java.nio.charset.CharacterCodingException) {
        throw new UnreadableFile(
            "no CSV from line " + line() + " on: " + e.getCause().getMessage());
      }
      throw e.getCause();
    }
  }

  private Row row(CSVRecord values) {
    if (values.size() != fields.size()) {
      return new Row.Unreadable(
          "%d values, but the header has %d names".formatted(values.size(), fields.size()));
    }
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    try {
      for (int i = 0; i < fields.size(); i++) {
        String value = values.get(i);
        if (hasBreak(value)) {
          return new Row.Unreadable(
              fields.get(i).path() + " has a line break or tab in it, which CSV values must not");
        }
        if (!value.isEmpty()) {
          fields.get(i).set(endpoint, value);
        }
      }
    } catch (Refusal e) {
      return new Row.Unreadable(e.getMessage());
    }
    return new Row.Definition(endpoint);
  }

  private static boolean hasBreak(String value) {
    return value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\t') >= 0;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
