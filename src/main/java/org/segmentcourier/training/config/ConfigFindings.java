package org.segmentcourier.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a check of a training config finds; it goes on after an error, so that all are told. */
final class ConfigFindings {

  private static final int LONGEST_FOUND = 100;

  private final List<ConfigError> errors = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  List<ConfigError> errors() {
    return List.copyOf(errors);
  }

  /** What is right but has no effect, a sentence each. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  void error(String path, JsonNode found, String expected) {
    error(path, show(found), expected);
  }

  void error(String path, String found, String expected) {
    errors.add(new ConfigError(path, found, expected));
  }

  void note(String note) {
    notes.add(note);
  }

  /** The value as JSON, or its beginning. */
  static String show(JsonNode found) {
    return shown(found.toString());
  }

  /** A text in one line of a length that can be read. */
  static String shown(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_FOUND ? line : line.substring(0, LONGEST_FOUND) + "…";
  }
}
