package org.segmentcourier.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.fake.FakeS3.Fault;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class RecordsTest {

  private static final String KEY = "claims/pinpoint/1.json";

  private final FakeS3 s3 = new FakeS3();
  private final Records records = new Records(s3, "data", Duration.ZERO);

  @Test
  void ofTwoWritersTheFirstWins() {
    assertThat(records.create(KEY, json("mine"))).isTrue();
    assertThat(records.create(KEY, json("yours"))).isFalse();

    assertThat(content()).isEqualTo(json("mine"));
  }

  @Test
  void whatIsThereAlreadyWithTheSameContentIsWritten() {
    records.create(KEY, json("mine"));

    assertThat(records.create(KEY, json("mine"))).isTrue();
  }

  @Test
  void aRecordThatIsNotThereIsEmpty() {
    assertThat(records.get(KEY)).isEmpty();
  }

  @Test
  void aConflictIsTriedAgain() {
    s3.failPuts(Fault.CONFLICT, Fault.CONFLICT);

    assertThat(records.create(KEY, json("mine"))).isTrue();
    assertThat(s3.puts()).isEqualTo(3);
  }

  @Test
  void aConflictThatNeverEndsIsAFailure() {
    s3.failPuts(
        Fault.CONFLICT,
        Fault.CONFLICT,
        Fault.CONFLICT,
        Fault.CONFLICT,
        Fault.CONFLICT,
        Fault.CONFLICT);

    assertThatThrownBy(() -> records.create(KEY, json("mine"))).isInstanceOf(S3Exception.class);
  }

  @Test
  void aWriteWhoseAnswerWasLostIsReadBackAndNotRepeated() {
    s3.failPuts(Fault.LOST_ANSWER);

    assertThat(records.create(KEY, json("mine"))).isTrue();
    assertThat(s3.puts()).isEqualTo(1);
  }

  @Test
  void aWriteThatWasLostIsRepeated() {
    s3.failPuts(Fault.LOST_REQUEST);

    assertThat(records.create(KEY, json("mine"))).isTrue();
    assertThat(s3.puts()).isEqualTo(2);
  }

  @Test
  void aLostWriteDoesNotOverwriteWhoCameFirst() {
    records.create(KEY, json("yours"));
    s3.failPuts(Fault.LOST_REQUEST);

    assertThat(records.create(KEY, json("mine"))).isFalse();
    assertThat(content()).isEqualTo(json("yours"));
  }

  @Test
  void withoutAnyAnswerTheOutcomeIsOpen() {
    s3.failPuts(
        Fault.LOST_REQUEST,
        Fault.LOST_REQUEST,
        Fault.LOST_REQUEST,
        Fault.LOST_REQUEST,
        Fault.LOST_REQUEST,
        Fault.LOST_REQUEST);

    assertThatThrownBy(() -> records.create(KEY, json("mine")))
        .isInstanceOf(SdkClientException.class);
  }

  @Test
  void onlyTheVersionThatWasReadIsReplaced() {
    records.create(KEY, json("first"));
    var read = records.get(KEY).orElseThrow();

    assertThat(records.replace(KEY, json("second"), read.etag())).isTrue();
    assertThat(records.replace(KEY, json("third"), read.etag())).isFalse();

    assertThat(content()).isEqualTo(json("second"));
  }

  @Test
  void aReplacementWhoseAnswerWasLostIsReadBack() {
    records.create(KEY, json("first"));
    var read = records.get(KEY).orElseThrow();
    s3.failPuts(Fault.LOST_ANSWER);

    assertThat(records.replace(KEY, json("second"), read.etag())).isTrue();
  }

  @Test
  void aRecordThatIsGoneIsNotReplaced() {
    s3.upload("data", KEY, "first", Instant.now());
    var read = records.get(KEY).orElseThrow();
    s3.remove("data", KEY);

    assertThat(records.replace(KEY, json("second"), read.etag())).isFalse();
    assertThat(s3.has("data", KEY)).isFalse();
  }

  private byte[] content() {
    return records.get(KEY).orElseThrow().content();
  }

  private static byte[] json(String holder) {
    return "{\"holder\": \"%s\"}".formatted(holder).getBytes(UTF_8);
  }
}
