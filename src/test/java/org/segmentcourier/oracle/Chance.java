package org.segmentcourier.oracle;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What chance decides; the same seed decides the same. */
final class Chance {

  private final Random random;

  Chance(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  Random random() {
    return random;
  }

  /** A number from 0 to one less than this. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return below(times) == 0;
  }

  <T> T oneOf(List<T> all) {
    return all.get(below(all.size()));
  }

  void shuffle(List<?> all) {
    Collections.shuffle(all, random);
  }

  /** A text of JSON, spelled in one of the ways that there are. */
  String json(String text) {
    boolean escaped = oneIn(6);
    var json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < ' ' || c == '"' || c == '\\' || escaped) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
