package org.segmentcourier.endpoint.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What limit is found, how soon, and at what price, by the service's own count: services that save
 * up calls or count those of each second, near and far, with a setting at or above the limit.
 */
class FoundRateTest {

  private static final int THREADS = 64;

  /**
   * @param savedSeconds that the service saves up; none if it counts the calls of each second
   */
  record Service(double savedSeconds, double latency, int highest) {

    Traffic limitedTo(double rate) {
      return new Traffic(
          savedSeconds > 0 ? Limiter.saving(savedSeconds, rate) : Limiter.counting(rate), latency);
    }

    /**
     * Calls per second of 300, soon after they are allowed again. One that saves up calls, as AWS
     * says of itself, tells how many it allows; one that doesn't is found out step by step.
     */
    double sustained() {
      return savedSeconds > 0 ? 270 : 255;
    }
  }

  static Stream<Service> services() {
    return Stream.of(0.0, 0.1, 1.0, 2.0)
        .flatMap(
            saved ->
                Stream.of(0.02, 0.2)
                    .flatMap(
                        latency ->
                            Stream.of(300, 5000)
                                .map(highest -> new Service(saved, latency, highest))));
  }

  /** A limit changes at any time of a way up to it and back. */
  static Stream<Arguments> servicesAndPhases() {
    return services()
        .flatMap(service -> Stream.of(0, 8, 16).map(phase -> arguments(service, phase)));
  }

  @ParameterizedTest
  @MethodSource("services")
  void aHiddenLimitIsUsedAndHardlyEverPassed(Service service) {
    var traffic = service.limitedTo(300);
    traffic.caller(service.highest(), THREADS);

    traffic.runUntil(240);

    assertThat(traffic.taken(30, 240)).isGreaterThanOrEqualTo(270);
    assertThat(worstHalfMinute(traffic)).isLessThanOrEqualTo(0.01);
  }

  @ParameterizedTest
  @MethodSource("servicesAndPhases")
  void aLimitThatFallsAndRisesIsFoundAgain(Service service, int phase) {
    int fall = 60 + phase;
    int rise = fall + 60 + phase / 2;
    var traffic = service.limitedTo(300);
    traffic.caller(service.highest(), THREADS);
    traffic.limitAt(fall, 50);
    traffic.limitAt(rise, 300);

    traffic.runUntil(rise + 100);

    assertThat(traffic.taken(fall + 10, rise)).isGreaterThanOrEqualTo(45);
    assertThat(traffic.refusedShare(fall + 30, rise)).isLessThanOrEqualTo(0.01);
    assertThat(traffic.secondsUntil(270, rise)).isLessThanOrEqualTo(30);
    assertThat(traffic.taken(rise + 30, rise + 100)).isGreaterThanOrEqualTo(service.sustained());
    assertThat(traffic.refusedShare(rise + 30, rise + 100)).isLessThanOrEqualTo(0.02);
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatSomebodyElseTakesIsLeftAndComesBack(Service service) {
    var traffic = service.limitedTo(300);
    var caller = traffic.caller(service.highest(), THREADS);
    traffic.others(150, 100, 250);

    traffic.runUntil(130);
    int before = caller.answers();
    traffic.runUntil(250);
    double shared = (caller.answers() - before) / 120.0;
    traffic.runUntil(350);

    assertThat(shared).isCloseTo(150, within(15.0));
    assertThat(traffic.refusedShare(130, 250)).isLessThanOrEqualTo(0.02);
    assertThat(traffic.secondsUntil(270, 250)).isLessThanOrEqualTo(30);
  }

  @Test
  void twoContainersShareALimitFairly() {
    var traffic = new Traffic(Limiter.saving(1, 300), 0.05);
    var one = traffic.caller(300, THREADS);
    traffic.runUntil(60);
    int early = one.answers();
    var other = traffic.caller(300, THREADS);

    traffic.runUntil(600);

    assertThat(traffic.taken(60, 600)).isGreaterThanOrEqualTo(270);
    assertThat(traffic.refusedShare(60, 600)).isLessThanOrEqualTo(0.01);
    assertThat((double) other.answers() / (one.answers() - early)).isCloseTo(1, within(0.3));
  }

  /** Fault R6, where what is allowed is a rate. */
  @ParameterizedTest
  @MethodSource("services")
  void aTenthOfTheRateIsAskedForAtMostTwice(Service service) {
    var traffic = service.limitedTo(30);
    traffic.caller(service.highest(), THREADS);

    traffic.runUntil(180);

    assertThat(traffic.sent(0, 180)).isLessThanOrEqualTo(2 * 30 * 180);
    assertThat(traffic.taken(0, 180)).isGreaterThanOrEqualTo(27);
  }

  /** Fault R6, where nine of ten calls are refused however few there are. */
  @Test
  void aStormIsSatOut() {
    var limiter = Limiter.refusing(0.9, 30, 210, Limiter.saving(1, 300));
    var traffic = new Traffic(limiter, 0.05);
    traffic.caller(300, THREADS);

    traffic.runUntil(300);

    assertThat(traffic.sent(40, 210)).isLessThanOrEqualTo(2 * 170);
    assertThat(traffic.secondsUntil(270, 210)).isLessThanOrEqualTo(40);
    assertThat(traffic.sent(0, 300)).isLessThanOrEqualTo((int) (2 * 300 * traffic.taken(0, 300)));
  }

  @Test
  void strayRefusalsAreNoLimit() {
    var limiter = Limiter.refusing(0.002, 0, 600, Limiter.saving(1, 400));
    var traffic = new Traffic(limiter, 0.05);
    traffic.caller(300, THREADS);

    traffic.runUntil(600);

    assertThat(traffic.taken(30, 600)).isGreaterThanOrEqualTo(270);
  }

  @Test
  void whereThreadsAreTooFewTheRateDoesNotRunAway() {
    var traffic = new Traffic(Limiter.saving(1, 300), 0.1);
    traffic.caller(10_000, 20);
    traffic.limitAt(60, 50);
    traffic.limitAt(120, 300);

    traffic.runUntil(240);

    assertThat(traffic.taken(70, 120)).isGreaterThanOrEqualTo(45);
    assertThat(traffic.refusedShare(70, 120)).isLessThanOrEqualTo(0.02);
    assertThat(traffic.taken(150, 240)).isGreaterThanOrEqualTo(180);
  }

  private static double worstHalfMinute(Traffic traffic) {
    return IntStream.rangeClosed(30, 210)
        .mapToDouble(from -> traffic.refusedShare(from, from + 30))
        .max()
        .orElseThrow();
  }
}
