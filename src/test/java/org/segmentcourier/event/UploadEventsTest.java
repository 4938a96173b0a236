package org.segmentcourier.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadEventsTest {

  private static final UploadEvent CONFIG =
      new UploadEvent(
          "personalize-data",
          "train/Ciné + 100%/アクション config.json",
          "b57f9512698f4b09e608f4f2a65852e5",
          5,
          "617f08299329d189");

  private static final UploadEvent SEGMENT =
      new UploadEvent(
          "segment-import",
          "pinpoint/Ciné + 100% アクション.csv",
          "d41d8cd98f00b204e9800998ecf8427e-2",
          1024,
          "0055AED6DCD90281E5");

  private final UploadEvents events = new UploadEvents();

  private List<UploadEvent> in(String body) {
    var news = events.in(body);
    events.complain(news);
    return news.uploads();
  }

  @Test
  void anEventOfEventBridgeHasItsKeyAsItIs() {
    assertThat(in(Fixture.of("eventbridge"))).containsExactly(CONFIG);
  }

  /** Defect 8 of the reference: keys are not decoded. */
  @Test
  void aNotificationOfS3HasItsKeyFormEncoded() {
    assertThat(in(Fixture.of("s3-records"))).containsExactly(SEGMENT);
  }

  @Test
  void eitherMayComeByWayOfATopic() {
    assertThat(in(Fixture.bySns("eventbridge"))).containsExactly(CONFIG);
    assertThat(in(Fixture.bySns("s3-records"))).containsExactly(SEGMENT);
  }

  @Test
  void theDetailAloneIsEnough() {
    assertThat(in(Fixture.of("eventbridge-detail-only")))
        .extracting(UploadEvent::key)
        .containsExactly("train/config.json");
  }

  @Test
  void theTestEventOfANewNotificationIsNoUpload() {
    assertThat(in(Fixture.of("s3-test-event"))).isEmpty();
    assertThat(in(Fixture.bySns("s3-test-event"))).isEmpty();
  }

  @Test
  void whatHappensOtherwiseToAnObjectIsNoUpload() {
    var deleted = Fixture.of("eventbridge").replace("Object Created", "Object Deleted");

    assertThat(in(deleted)).isEmpty();
  }

  @Test
  void anUnknownMajorVersionIsNotUnderstood() {
    assertThatThrownBy(() -> in(Fixture.of("s3-records-new-version")))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("eventVersion")
        .hasMessageContaining("3.0")
        .extracting("origin")
        .isEqualTo("aws:s3");
    assertThatThrownBy(() -> in(Fixture.of("eventbridge-new-version")))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("'1'")
        .extracting("origin")
        .isEqualTo("aws.s3");
  }

  @Test
  void aNewMinorVersionIsUnderstood() {
    var newer = Fixture.of("s3-records").replace("2.6", "2.99");

    assertThat(in(newer)).containsExactly(SEGMENT);
  }

  @Test
  void aMessageOfSnsItselfIsNotUnderstood() {
    assertThatThrownBy(() -> in(Fixture.of("sns-subscription-confirmation")))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("SubscriptionConfirmation")
        .extracting("origin")
        .isEqualTo("arn:aws:sns:us-east-1:123456789012:uploads");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "null",
        "{",
        "{}",
        "{\"bucket\": {\"name\": \"b\"}}",
        "{\"bucket\": {\"name\": \"b\"}, \"object\": {}}",
        "{\"Records\": [{\"eventSource\": \"aws:sqs\"}]}",
        "{\"Type\": \"Notification\", \"TopicArn\": \"t\", \"Message\": \"hello\"}",
        "{\"source\": \"aws.ec2\", \"detail-type\": \"Object Created\", \"detail\": {}}"
      })
  void whatIsNoEventIsNotUnderstood(String body) {
    assertThatThrownBy(() -> in(body)).isInstanceOf(NotUnderstood.class);
  }

  @Test
  void aKeyThatIsNotFormEncodedIsNotUnderstood() {
    var broken = Fixture.of("s3-records").replace("Cin%C3%A9", "Cin%ZZ");

    assertThatThrownBy(() -> in(broken))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("not form-encoded");
  }
}
