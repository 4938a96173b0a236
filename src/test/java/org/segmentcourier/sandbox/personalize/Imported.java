package org.segmentcourier.sandbox.personalize;

import java.util.List;
import java.util.Map;

/** The content of a dataset after an import. */
sealed interface Imported {

  /** Who did what, when; in the order of the files. */
  record Interactions(List<Interaction> rows) implements Imported {}

  /**
   * @param eventType empty when there is none
   * @param value NaN when there is none
   * @param timestamp epoch seconds
   */
  record Interaction(String user, String item, String eventType, double value, long timestamp) {}

  /**
   * @param columns of the schema
   * @param rows item id to column name to value; a missing value has no entry
   */
  record Items(List<Column> columns, Map<String, Map<String, String>> rows) implements Imported {}

  /** The users are checked and counted; neither recipe asks more about them. */
  record Users(int count) implements Imported {}
}
