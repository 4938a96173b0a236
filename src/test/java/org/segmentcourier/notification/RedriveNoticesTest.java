package org.segmentcourier.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedriveNoticesTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasSetAsideIsToldWithTheCommandThatMovesItBack(boolean understood) {
    var why = new SetAside(understood, "it failed", "by queue state-changes", null);

    var told = new RedriveNotices().of(why, "state-changes", "m1", "{}");

    assertThat(told.text())
        .contains("it failed", "by queue state-changes")
        .contains("\n  docker run --env-file stack.env segment-courier redrive state-changes\n")
        .endsWith("\n  java -jar target/segment-courier-*.jar redrive state-changes");
  }
}
