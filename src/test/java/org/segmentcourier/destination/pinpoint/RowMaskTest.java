package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.aws.S3Location;

/** An e-mail says where a row failed and why, and nothing of its user. */
class RowMaskTest {

  private static final String NAME = "ITEMSgenresAction_20261124-101500.csv";

  private final RowMask mask = new RowMask(new S3Location("import", "pinpoint/" + NAME));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jo@example.com",
        "+49 (30) 1234-5678",
        "00493012345678",
        "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809",
        "dQw4w9WgXcQ:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx_abc",
        "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "'jo'",
        "'o'brien'",
        "\"{\\\"Id\\\": \\\"jo\\\"}\"",
        "\"Jo Smith\"",
        "`u1`"
      })
  void aValueIsMasked(String value) {
    assertThat(mask.mask(NAME + ":3: Address is not valid: " + value + " (EMAIL)"))
        .isEqualTo(NAME + ":3: Address is not valid: *** (EMAIL)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NAME + ":3: the row has 4 columns, 5 are expected",
        "s3://import/pinpoint/" + NAME + ":12345678 isn't UTF-8, and can't be read",
        "'pinpoint/" + NAME + "' can't be read",
        "line 12345678: 'User.UserAttributes.genres' is too long",
        "column \"ChannelType\" is unknown since 2026-11-24T10:15:00.000Z",
        "Value at 'importJobRequest.s3Url' is over 1073741824 bytes",
        "arn:aws:iam::123456789012:role/import-1 may not be assumed (Service: Pinpoint, Status Code:"
            + " 400, Request ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7)"
      })
  void placeAndReasonStay(String text) {
    assertThat(mask.mask(text)).isEqualTo(text);
  }

  @Test
  void aLongTextIsCutOnceItIsMasked() {
    assertThat(mask.mask("no row ".repeat(100) + "jo@example.com")).hasSize(301).endsWith("…");
  }
}
