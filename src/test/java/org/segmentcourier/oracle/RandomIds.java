package org.segmentcourier.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids of users and endpoints of all kinds, among them such as are easily taken for one another. */
final class RandomIds {

  private static final int LONGEST = 256;

  private final RandomGenerator random;

  RandomIds(RandomGenerator random) {
    this.random = random;
  }

  /** So many different ones. */
  List<String> different(int count) {
    var ids = new ArrayList<String>();
    while (ids.size() < count) {
      var id = next();
      var alike = random.nextInt(8) == 0 ? alike(id) : id;
      List.of(id, alike).stream().filter(one -> !ids.contains(one)).forEach(ids::add);
    }
    return ids;
  }

  String next() {
    return switch (random.nextInt(14)) {
      case 0 -> String.valueOf(random.nextInt(100));
      case 1 -> String.valueOf(random.nextLong(Long.MAX_VALUE));
      case 2 -> "0".repeat(1 + random.nextInt(3)) + random.nextInt(100);
      case 3 -> uuid();
      case 4 -> uuid().toUpperCase(Locale.ROOT);
      case 5 -> uuid().replace("-", "");
      case 6 -> character() + text() + character();
      case 7 -> "x".repeat(LONGEST - 4) + (1000 + random.nextInt(9000));
      case 8 -> character().repeat(LONGEST / 2 - 2) + (1000 + random.nextInt(9000));
      case 9 -> text() + "\"" + text() + "\"";
      case 10 -> text() + "," + text();
      case 11 -> " " + text() + " ";
      case 12 ->
          text()
              + List.of("\n", "\r\n", "\t", "\\", "'", ";", "\\n").get(random.nextInt(7))
              + text();
      default -> text();
    };
  }

  /** One that some way of reading would take for this one. */
  private String alike(String id) {
    return switch (random.nextInt(6)) {
      case 0 -> id + " ";
      case 1 -> "0" + id;
      case 2 -> id.toLowerCase(Locale.ROOT);
      case 3 -> "+" + id;
      case 4 -> id.replace('\n', ' ');
      default -> id + "\u00a0";
    };
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String text() {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  /** Of one, two, three and four bytes; some of several characters, some in two spellings. */
  private String character() {
    var characters = List.of("a", "é", "e\u0301", "ß", "日", "\uFB01", "😀", "👩‍🚀", "\uFFFD");
    return characters.get(random.nextInt(characters.size()));
  }
}
