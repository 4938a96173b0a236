package org.segmentcourier.endpoint.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedIdTest {

  @ParameterizedTest
  @CsvSource({
    "2d1a0f6c-8a5f-4f0e-9c57-0b6f6f1d2e3a, 17",
    "0, 2",
    "255, 2",
    "256, 3",
    "6040, 3",
    "4294967295, 5",
    "999999999999999999, 9"
  })
  void uuidsAndNumbersAreCompact(String id, int bytes) {
    assertThat(packed(id)).hasSize(bytes);
    assertThat(unpacked(packed(id))).isEqualTo(id);
  }

  /** Each would be another id if it were taken for a number or a UUID. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "007",
        "+1",
        "-1",
        "1.0",
        "1000000000000000000",
        "99999999999999999999",
        "2D1A0F6C-8A5F-4F0E-9C57-0B6F6F1D2E3A",
        "2d1a0f6c-8a5f-4f0e-9c57-0b6f6f1d2e3",
        "2d1a0f6c-8a5f-4f0e-9c57-0b6f6f1d2e3g",
        "2d1a0f6c08a5f04f0e09c5700b6f6f1d2e3a",
        "日本語",
        "😀",
        "a,b\"c",
        "١٢٣"
      })
  void everythingElseIsText(String id) {
    assertThat(packed(id)).hasSize(id.getBytes(UTF_8).length + 1);
    assertThat(unpacked(packed(id))).isEqualTo(id);
  }

  @Test
  void textsOfAnyLengthComeBack() {
    for (int length = 0; length <= 1_100; length++) {
      assertThat(unpacked(packed("x".repeat(length)))).isEqualTo("x".repeat(length));
    }
    assertThat(unpacked(packed("y".repeat(PackedId.LONGEST)))).hasSize(PackedId.LONGEST);
    assertThatThrownBy(() -> packed("z".repeat(PackedId.LONGEST + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an id has 65536 bytes, 65535 are allowed");
  }

  @Test
  void allNumbersNearAPowerOfTwoComeBack() {
    for (int bits = 0; bits < 59; bits++) {
      for (long number = (1L << bits) - 1; number <= (1L << bits) + 1; number++) {
        assertThat(unpacked(packed(Long.toString(number)))).isEqualTo(Long.toString(number));
      }
    }
  }

  /** Eight digits are looked at in one step: none of them may hide behind another. */
  @Test
  void aUuidIsCompactIfEachOfItsCharactersIsWhatItShouldBe() {
    var uuid = "2d1a0f6c-8a5f-4f0e-9c57-0b6f6f1d2e3a".getBytes(UTF_8);
    for (int place = 0; place < uuid.length; place++) {
      for (int other = Byte.MIN_VALUE; other <= Byte.MAX_VALUE; other++) {
        var id = uuid.clone();
        id[place] = (byte) other;
        var packed = new byte[id.length + PackedId.OVERHEAD];
        int length = PackedId.pack(id, 0, id.length, packed, 0);
        boolean fits = uuid[place] == '-' ? other == '-' : "0123456789abcdef".indexOf(other) >= 0;
        assertThat(length).as("%d at %d", other, place).isEqualTo(fits ? 17 : 37);
        var text = new byte[PackedId.longestText(length)];
        assertThat(PackedId.unpack(packed, 0, text, 0)).isEqualTo(id.length);
        assertThat(Arrays.copyOf(text, id.length)).isEqualTo(id);
      }
    }
  }

  @Test
  void anyUuidComesBack() {
    for (int i = 0; i < 1_000; i++) {
      var uuid = UUID.randomUUID().toString();
      assertThat(unpacked(packed(uuid))).isEqualTo(uuid);
    }
  }

  /** Packs it between other bytes. */
  private static byte[] packed(String id) {
    var text = ("<" + id + ">").getBytes(UTF_8);
    var packed = new byte[text.length + PackedId.OVERHEAD + 1];
    int end = PackedId.pack(text, 1, text.length - 1, packed, 1);
    assertThat(PackedId.length(packed, 1)).isEqualTo(end - 1);
    return Arrays.copyOfRange(packed, 1, end);
  }

  private static String unpacked(byte[] packed) {
    var text = new byte[PackedId.longestText(packed.length) + 1];
    int end = PackedId.unpack(packed, 0, text, 1);
    return new String(text, 1, end - 1, UTF_8);
  }
}
