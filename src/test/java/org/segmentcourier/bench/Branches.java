package org.segmentcourier.bench;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The six branches that every contender delivers to; deliver.sql and reference.py have the same.
 */
final class Branches {

  /** By id, in their order: channel types. */
  static final SortedMap<String, String> CHANNELS =
      new TreeMap<>(
          Map.of(
              "all", "ALL",
              "email", "EMAIL",
              "in-app", "IN_APP",
              "push", "GCM,APNS",
              "sms", "SMS",
              "voice", "VOICE"));

  private Branches() {}
}
