package org.segmentcourier.sandbox.personalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.segmentcourier.sandbox.AwsError;

/** What a dataset's Avro schema says about the columns of its CSV. */
record DatasetSchema(List<Column> columns) {

  /**
   * @param avro the schema in JSON
   * @throws AwsError InvalidInput for what is not Avro, not a record, or has fields of a type that
   *     Personalize doesn't take
   */
  static DatasetSchema parse(String avro) {
    Schema schema;
    try {
      schema = new Schema.Parser().parse(avro);
    } catch (AvroRuntimeException e) {
      throw invalid("The schema is not valid Avro: " + e.getMessage());
    }
    if (schema.getType() != Schema.Type.RECORD) {
      throw invalid("The schema's type must be record, not " + schema.getType().getName());
    }
    return new DatasetSchema(schema.getFields().stream().map(DatasetSchema::column).toList());
  }

  Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /**
   * Whether a dataset of this type can have this schema.
   *
   * @param domain of the dataset group; empty for a custom group
   * @throws AwsError InvalidInput with the first thing that is wrong
   */
  void check(DatasetType type, String domain, Tuning tuning) {
    for (String field : type.required(domain)) {
      String[] nameAndType = field.split(":", 2);
      Column column =
          column(nameAndType[0])
              .orElseThrow(
                  () ->
                      invalid(
                          "The schema of an %s dataset must have the field %s"
                              .formatted(type, nameAndType[0])));
      if (!column.type().word().equals(nameAndType[1])) {
        throw invalid("The field %s must be of type %s".formatted(column.name(), nameAndType[1]));
      }
      if (column.nullable() && type.required("").contains(field)) {
        throw invalid("The field %s can't be nullable".formatted(column.name()));
      }
    }
    List<Column> metadata = type.metadata(columns);
    if (metadata.size() > tuning.of(type.columns())) {
      throw invalid(
          "The schema has %d metadata fields; an %s dataset can have at most %d"
              .formatted(metadata.size(), type, tuning.of(type.columns())));
    }
    if (type.needsMetadata() && metadata.isEmpty()) {
      throw invalid("The schema of a " + type + " dataset must have a metadata field");
    }
    if (columns.stream().filter(Column::textual).count() > tuning.of(Quota.TEXTUAL_COLUMNS)) {
      throw invalid(
          "The schema has more than " + tuning.of(Quota.TEXTUAL_COLUMNS) + " textual field");
    }
  }

  /** The names of the columns, for messages. */
  String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(","));
  }

  private static Column column(Schema.Field field) {
    List<Schema> choices =
        field.schema().isUnion()
            ? new ArrayList<>(field.schema().getTypes())
            : new ArrayList<>(List.of(field.schema()));
    boolean nullable = choices.removeIf(choice -> choice.getType() == Schema.Type.NULL);
    if (choices.size() != 1) {
      throw invalid("The field " + field.name() + " must have one type besides null");
    }
    Column.Type type =
        switch (choices.get(0).getType()) {
          case STRING -> Column.Type.STRING;
          case INT -> Column.Type.INT;
          case LONG -> Column.Type.LONG;
          case FLOAT -> Column.Type.FLOAT;
          case DOUBLE -> Column.Type.DOUBLE;
          case BOOLEAN -> Column.Type.BOOLEAN;
          default ->
              throw invalid(
                  "The field %s can't be of type %s"
                      .formatted(field.name(), choices.get(0).getType().getName()));
        };
    return new Column(
        field.name(),
        type,
        nullable,
        Boolean.TRUE.equals(field.getObjectProp("categorical")),
        Boolean.TRUE.equals(field.getObjectProp("textual")));
  }

  private static AwsError invalid(String message) {
    return new AwsError("InvalidInputException", message);
  }
}
