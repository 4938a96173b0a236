package org.segmentcourier.segment;

/**
 * Tells byte by byte whether bytes are UTF-8, as RFC 3629 has it. Parsers are less strict: Jackson
 * takes spellings of a character that are longer than they may be, and halves of a character.
 */
final class Utf8 {

  private static final int FIRST_FOLLOWING = 0x80;
  private static final int LAST_FOLLOWING = 0xBF;

  private int following;
  private int lowest = FIRST_FOLLOWING;
  private int highest = LAST_FOLLOWING;

  /** Whether the byte can stand here; one that can't is passed over. */
  boolean takes(byte next) {
    int value = next & 0xFF;
    return following == 0 ? begins(value) : follows(value);
  }

  /** Whether no character has only begun. */
  boolean isComplete() {
    return following == 0;
  }

  private boolean begins(int value) {
    if (value < 0x80) {
      return true;
    }
    if (value < 0xC2 || value > 0xF4) {
      return false;
    }
    following = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    switch (value) {
      case 0xE0 -> lowest = 0xA0; // less has a shorter spelling
      case 0xED -> highest = 0x9F; // more is half a character of UTF-16
      case 0xF0 -> lowest = 0x90; // less has a shorter spelling
      case 0xF4 -> highest = 0x8F; // more is beyond Unicode
      default -> {}
    }
    return true;
  }

  private boolean follows(int value) {
    boolean fits = value >= lowest && value <= highest;
    following = fits ? following - 1 : 0;
    lowest = FIRST_FOLLOWING;
    highest = LAST_FOLLOWING;
    return fits;
  }
}
