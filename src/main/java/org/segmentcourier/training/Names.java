package org.segmentcourier.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names made from content: the same content has the same name, whoever makes it and whenever. */
final class Names {

  /** Names and job names of all Personalize resources. */
  static final int LONGEST = 63;

  /** A failed job keeps its name for ever; so many are tried before a person has to look. */
  static final int ATTEMPTS = 99;

  private static final int HASH = 16;

  /** The longest solution name for which the name of its hundredth segment job still fits. */
  static final int LONGEST_SOLUTION =
      LONGEST - "batch_".length() - "_".length() - HASH - "_99".length();

  private Names() {}

  /** 16 hex digits over the parts; where one ends and the next begins counts. */
  static String hash(List<String> parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The name of the attempt: the first one's is the stem itself, then {@code <stem>_2} and on. */
  static String attempt(String stem, int attempt) {
    return attempt == 1 ? stem : stem + "_" + attempt;
  }
}
