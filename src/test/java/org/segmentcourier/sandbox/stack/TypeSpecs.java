package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What CloudFormation says of the resource types that the shipped template uses: their properties
 * and attributes. How it is written down, and where it is from, stands in {@code
 * src/test/cloudformation/types.mjs}.
 */
final class TypeSpecs {

  private static final Path FILE = Path.of("src/test/resources/cloudformation/types.json");

  private final JsonNode types;

  private TypeSpecs(JsonNode types) {
    this.types = types;
  }

  static TypeSpecs read() throws IOException {
    return new TypeSpecs(new ObjectMapper().readTree(Files.readString(FILE)));
  }

  /** Whether {@code GetAtt} has something for a name. */
  boolean hasAttribute(String type, String name) {
    return types.path(type).path("attributes").valueStream().anyMatch(a -> a.asText().equals(name));
  }

  /**
   * What is wrong with a resource's properties, whichever conditions hold.
   *
   * @param properties as the template has them, nothing of them resolved
   */
  List<String> violations(String path, String type, JsonNode properties) {
    if (!types.has(type)) {
      return List.of(path + ": no type " + type + " in " + FILE + "; make it anew");
    }
    var found = new ArrayList<String>();
    new Check(types.path(type).path("types"), found)
        .members(path, types.path(type).path("properties"), properties);
    return found;
  }

  private record Check(JsonNode definitions, List<String> found) {

    void members(String path, JsonNode spec, JsonNode members) {
      for (var required : spec.properties()) {
        String name = required.getKey();
        if (name.endsWith("!") && !members.has(name.substring(0, name.length() - 1))) {
          found.add(path + ": needs " + name.substring(0, name.length() - 1));
        }
      }
      for (var member : members.properties()) {
        JsonNode type = spec.path(member.getKey() + "!");
        type = type.isMissingNode() ? spec.path(member.getKey()) : type;
        if (type.isMissingNode()) {
          found.add(path + ": there is no " + member.getKey());
        } else {
          value(path + "." + member.getKey(), type.asText(), member.getValue());
        }
      }
    }

    private void value(String path, String type, JsonNode value) {
      String function = Functions.name(value);
      switch (function) {
        case "" -> literal(path, type, value);
        case "Fn::If" -> {
          value(path, type, value.path(function).path(1));
          value(path, type, value.path(function).path(2));
        }
        case "Fn::Split" -> expect(isList(type), path, type, value);
        case "Ref" -> {
          boolean absent = value.path(function).asText().equals("AWS::NoValue");
          expect(absent || isScalar(type), path, type, value);
        }
        default -> expect(isScalar(type), path, type, value);
      }
    }

    private void literal(String path, String type, JsonNode value) {
      if (isList(type)) {
        expect(value.isArray(), path, type, value);
        for (int i = 0; i < value.size(); i++) {
          value(path + "[" + i + "]", inner(type), value.path(i));
        }
      } else if (isMap(type)) {
        expect(value.isObject(), path, type, value);
        value.properties().forEach(m -> value(path + "." + m.getKey(), inner(type), m.getValue()));
      } else if (definitions.has(type)) {
        expect(value.isObject(), path, type, value);
        members(path, definitions.path(type), value);
      } else {
        expect(fits(type, value), path, type, value);
      }
    }

    private static boolean fits(String type, JsonNode value) {
      return Arrays.stream(type.split("\\|"))
          .anyMatch(
              one ->
                  switch (one) {
                    case "json" -> true;
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default -> value.isValueNode();
                  });
    }

    private void expect(boolean so, String path, String type, JsonNode value) {
      if (!so) {
        found.add("%s: must be %s, not %s".formatted(path, type, value));
      }
    }

    private boolean isScalar(String type) {
      return !isList(type) && !isMap(type) && !definitions.has(type);
    }

    private static boolean isList(String type) {
      return type.startsWith("[") && type.endsWith("]");
    }

    private static boolean isMap(String type) {
      return type.startsWith("{") && type.endsWith("}");
    }

    private static String inner(String type) {
      return type.substring(1, type.length() - 1);
    }
  }
}
