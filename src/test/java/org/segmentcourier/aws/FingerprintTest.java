package org.segmentcourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  /** From FIPS 180-2, appendix B.1. */
  @Test
  void aTextIsKnownByItsSha256() {
    assertThat(Fingerprint.of("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void whereAPartEndsCounts() {
    assertThat(Fingerprint.of(List.of("a", "bc")))
        .isEqualTo(Fingerprint.of(List.of("a", "bc")))
        .isNotEqualTo(Fingerprint.of(List.of("ab", "c")))
        .isNotEqualTo(Fingerprint.of(List.of("a", "bc", "")));
  }
}
