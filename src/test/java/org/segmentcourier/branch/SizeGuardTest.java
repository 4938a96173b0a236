package org.segmentcourier.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeGuardTest {

  @ParameterizedTest
  @CsvSource({
    "9, 10, '', '', 'it reaches 9 users, but smallest is 10'",
    "0, 1, '', '', 'it reaches 0 users, but smallest is 1'",
    "1001, '', 1000, '', 'it reaches 1,001 users, but largest is 1,000'",
    "131, '', '', 30, 'it reaches 131 users after 100 the last time, which is 31.0 % more, but change allows 30.0 %'",
    "69, '', '', 30, 'it reaches 69 users after 100 the last time, which is 31.0 % less, but change allows 30.0 %'",
    "301, '', '', 200, 'it reaches 301 users after 100 the last time, which is 201.0 % more, but change allows 200.0 %'"
  })
  void aSizeThatIsNotRightIsObjectedTo(
      long users, String smallest, String largest, String change, String objection) {
    assertThat(SizeGuard.of(smallest, largest, change).objection(users, OptionalLong.of(100)))
        .contains(objection);
  }

  @ParameterizedTest
  @CsvSource({"10, 10, 10, ''", "130, '', '', 30", "70, 1, 1000, 30", "5000000, '', '', ''"})
  void anotherIsNot(long users, String smallest, String largest, String change) {
    assertThat(SizeGuard.of(smallest, largest, change).objection(users, OptionalLong.of(100)))
        .isEmpty();
  }

  @Test
  void withoutALastTimeNothingIsAChange() {
    var guard = SizeGuard.of("", "", "1");

    assertThat(guard.objection(5, OptionalLong.empty())).isEmpty();
    assertThat(guard.objection(5, OptionalLong.of(0))).isEmpty();
  }
}
