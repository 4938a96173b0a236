package org.segmentcourier.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "äöü", "Боевик", "日本語", "😀", "\u0000\u007f", "\ud7ff\ue000"})
  void textIsUtf8(String text) {
    assertThat(isUtf8(text.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // nothing that it follows
        "c3", // only begun
        "c328", // not gone on with
        "c181", // a long spelling of A
        "e08080", // a long spelling of NUL
        "f0808080", // another one
        "eda0bd", // half a character of UTF-16
        "f4908080", // beyond Unicode
        "ff"
      })
  void whatIsNoTextIsNoUtf8(String hex) {
    assertThat(isUtf8(HexFormat.of().parseHex(hex))).isFalse();
  }

  @Test
  void itAgreesWithTheJdkOnRandomBytes() {
    var random = new Random(5);
    int[] leads = {0x41, 0x80, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5};
    for (int i = 0; i < 200_000; i++) {
      var bytes = new byte[1 + random.nextInt(5)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) leads[random.nextInt(leads.length)];
      }
      assertThat(isUtf8(bytes)).as(HexFormat.of().formatHex(bytes)).isEqualTo(decodes(bytes));
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    var utf8 = new Utf8();
    boolean all = true;
    for (byte next : bytes) {
      all &= utf8.takes(next);
    }
    return all && utf8.isComplete();
  }

  private static boolean decodes(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
