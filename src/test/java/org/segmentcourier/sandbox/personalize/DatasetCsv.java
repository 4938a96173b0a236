package org.segmentcourier.sandbox.personalize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a dataset's CSV and checks it against the schema: the header has the schema's fields in any
 * order, and each value is there and of its type, or missing where that is allowed.
 */
final class DatasetCsv {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final DatasetSchema schema;
  private final Tuning tuning;

  DatasetCsv(DatasetSchema schema, Tuning tuning) {
    this.schema = schema;
    this.tuning = tuning;
  }

  /**
   * Hands on every row as column name to value; a missing value has no entry.
   *
   * @param key for messages
   * @throws JobFailed with key, row (the header is row 1), column and what would be right
   */
  void read(String key, InputStream content, Consumer<Map<String, String>> rows)
      throws IOException, JobFailed {
    // A strict decoder: a byte that isn't UTF-8 is an error instead of a replacement character.
    try (CSVParser parser =
        CSVParser.builder()
            .setFormat(FORMAT)
            .setReader(
                new BufferedReader(
                    new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder())))
            .get()) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw new JobFailed(key + " is empty; its first row must be " + schema.names());
      }
      List<Column> columns = header(key, records.next());
      while (records.hasNext()) {
        rows.accept(row(key, columns, records.next()));
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new JobFailed(key + " is not UTF-8");
      }
      if (e.getCause() instanceof CSVException) {
        throw new JobFailed(key + " is not CSV: " + e.getCause().getMessage());
      }
      throw e.getCause();
    }
  }

  private List<Column> header(String key, CSVRecord header) throws JobFailed {
    List<String> names = header.toList();
    Set<String> missing = new HashSet<>(schema.columns().stream().map(Column::name).toList());
    names.forEach(missing::remove);
    if (!missing.isEmpty() || names.size() != schema.columns().size()) {
      throw new JobFailed(
          "The header of %s is %s; it must have the fields of the schema: %s"
              .formatted(key, String.join(",", names), schema.names()));
    }
    return names.stream().map(name -> schema.column(name).orElseThrow()).toList();
  }

  private Map<String, String> row(String key, List<Column> columns, CSVRecord record)
      throws JobFailed {
    if (record.size() != columns.size()) {
      throw new JobFailed(
          "Row %d of %s has %d values; the header has %d"
              .formatted(record.getRecordNumber(), key, record.size(), columns.size()));
    }
    Map<String, String> row = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = record.get(i);
      String wrong = wrongWith(columns.get(i), value);
      if (!wrong.isEmpty()) {
        throw new JobFailed(
            "Row %d of %s: %s %s"
                .formatted(record.getRecordNumber(), key, columns.get(i).name(), wrong));
      }
      if (!value.isEmpty()) {
        row.put(columns.get(i).name(), value);
      }
    }
    return row;
  }

  /** What is wrong with a value; empty when nothing is. */
  private String wrongWith(Column column, String value) {
    if (value.isEmpty()) {
      return column.nullable() ? "" : "is missing, and the schema does not allow null";
    }
    if (!column.type().accepts(value)) {
      return "is '" + value + "', which is not of type " + column.type().word();
    }
    boolean isId = column.name().equals("USER_ID") || column.name().equals("ITEM_ID");
    if (isId && value.length() > tuning.of(Quota.ID_LENGTH)) {
      return "has more than " + tuning.of(Quota.ID_LENGTH) + " characters";
    }
    if (column.categorical()
        && Arrays.stream(value.split("\\|"))
            .anyMatch(category -> category.length() > tuning.of(Quota.CATEGORICAL_LENGTH))) {
      return "has a category of more than " + tuning.of(Quota.CATEGORICAL_LENGTH) + " characters";
    }
    return "";
  }
}
