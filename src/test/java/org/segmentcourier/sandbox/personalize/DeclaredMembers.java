package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Holds answers against Personalize's service model: no member and no error that isn't in it. */
final class DeclaredMembers {

  private static final JsonNode MODEL = read();

  private DeclaredMembers() {}

  static void checkAnswer(String operation, JsonNode answer) {
    JsonNode output = MODEL.at("/operations/" + operation + "/output/shape");
    if (output.isMissingNode()) {
      assertThat(answer).as("%s answers nothing", operation).isEmpty();
    } else {
      check(operation, answer, output.asText());
    }
  }

  static void checkError(String operation, String shape) {
    assertThat(MODEL.at("/operations/" + operation + "/errors").findValuesAsText("shape"))
        .as("the errors of %s", operation)
        .contains(shape);
  }

  private static void check(String where, JsonNode value, String shapeName) {
    JsonNode shape = MODEL.at("/shapes/" + shapeName);
    switch (shape.get("type").asText()) {
      case "structure" ->
          value
              .properties()
              .forEach(
                  member -> {
                    String path = where + "." + member.getKey();
                    JsonNode declared = shape.get("members").path(member.getKey());
                    assertThat(declared.isMissingNode()).as("%s is not declared", path).isFalse();
                    check(path, member.getValue(), declared.get("shape").asText());
                  });
      case "list" ->
          value.forEach(each -> check(where + "[]", each, shape.at("/member/shape").asText()));
      case "map" ->
          value.forEach(each -> check(where + "{}", each, shape.at("/value/shape").asText()));
      case "string" -> assertThat(value.isTextual()).as("%s is text", where).isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as("%s is a boolean", where).isTrue();
      default -> assertThat(value.isNumber()).as("%s is a number", where).isTrue();
    }
  }

  private static JsonNode read() {
    try (InputStream model =
        DeclaredMembers.class.getResourceAsStream("/models/personalize-2018-05-22-model.json")) {
      return new ObjectMapper().readTree(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
