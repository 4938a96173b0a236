package org.segmentcourier.sandbox.personalize;

import java.util.Locale;

/**
 * One field of a schema, which is one column of its CSV.
 *
 * @param nullable whether a value may be missing
 * @param categorical whether a value is one or more categories, separated by {@code |}
 * @param textual whether a value is text to be read, which no query can compare
 */
record Column(String name, Type type, boolean nullable, boolean categorical, boolean textual) {

  enum Type {
    STRING,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    BOOLEAN;

    /** As a schema says it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this text is such a value. */
    boolean accepts(String text) {
      try {
        switch (this) {
          case STRING -> {
            return true;
          }
          case INT -> Integer.parseInt(text);
          case LONG -> Long.parseLong(text);
          case FLOAT, DOUBLE -> {
            return Double.isFinite(Double.parseDouble(text));
          }
          case BOOLEAN -> {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
          }
        }
        return true;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }
}
