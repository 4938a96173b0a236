package org.segmentcourier.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** What Personalize demands of the Avro schema of a dataset. */
final class SchemaRules {

  private static final int LONGEST = 20_000;

  private SchemaRules() {}

  static void check(
      JsonNode schema, String path, DatasetType type, String domain, ConfigFindings findings) {
    if (!schema.isObject()) {
      return;
    }
    if (schema.toString().length() > LONGEST) {
      findings.error(path, schema, "at most %d characters".formatted(LONGEST));
    }
    try {
      checkFields(new Schema.Parser().parse(schema.toString()), path, type, domain, findings);
    } catch (AvroRuntimeException e) {
      findings.error(
          path,
          "no Avro schema: " + ConfigFindings.shown(e.getMessage()),
          "an Avro schema of type record");
    }
  }

  private static void checkFields(
      Schema schema, String path, DatasetType type, String domain, ConfigFindings findings) {
    if (schema.getType() != Schema.Type.RECORD) {
      findings.error(path + ".type", schema.getType().getName(), "record");
      return;
    }
    var types = new LinkedHashMap<String, Schema>();
    schema.getFields().forEach(field -> types.put(field.name(), field.schema()));
    var required = new ArrayList<>(type.required());
    required.addAll(type.requiredIn(domain));
    for (String field : required) {
      if (!types.containsKey(field)) {
        findings.error(
            path + ".fields",
            "no " + field,
            "the fields %s, which %s must have%s"
                .formatted(
                    String.join(", ", required),
                    type.word(),
                    type.requiredIn(domain).isEmpty() ? "" : " in domain " + domain));
      }
    }
    DatasetType.FIELD_TYPES.forEach(
        (field, expected) -> {
          Schema found = types.get(field);
          if (found != null
              && type.required().contains(field)
              && !found.getType().getName().equals(expected)) {
            findings.error(
                path + ".fields[" + schema.getField(field).pos() + "].type",
                found.toString(),
                "\"%s\" for %s".formatted(expected, field));
          }
        });
  }
}
