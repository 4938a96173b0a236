package org.segmentcourier.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.delivery.KnownUsers.email;
import static org.segmentcourier.delivery.KnownUsers.sms;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.branch.TestBranch;
import org.segmentcourier.delivery.exclusion.LeftOut;
import org.segmentcourier.delivery.exclusion.LeftOuts;
import org.segmentcourier.delivery.ledger.EndpointOutcome;
import org.segmentcourier.delivery.ledger.Ledger;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.UserEndpoints;
import org.segmentcourier.segment.UserBatch;

class SelectionTest {

  private static final Endpoint OPTED_OUT = new Endpoint("o", "EMAIL", true, true);
  private static final Endpoint INACTIVE = new Endpoint("i", "EMAIL", false, false);

  private final Ledger ledger = new Ledger();

  /** Defect 2 of the reference. */
  @Test
  void allEndpointsOfAUserAreTakenNotOnlyTheFirst() {
    assertThat(rows("ALL", user("u", email("a"), sms("b"), email("c"))))
        .containsExactly("a", "b", "c");
  }

  /** Defect 3 of the reference. */
  @Test
  void aUserWithoutEndpointsIsCountedNotFatal() {
    assertThat(rows("ALL", user("u"), user("v", email("a")))).containsExactly("a");

    var account = ledger.close("segment", 2, 0);
    assertThat(account.of(UserOutcome.UNKNOWN)).isEqualTo(1);
    assertThat(account.of(UserOutcome.DELIVERED)).isEqualTo(1);
  }

  @Test
  void rowsAreInRankOrder() {
    assertThat(rows("ALL", user("z", email("1")), user("a", email("0")))).containsExactly("1", "0");
  }

  @Test
  void aBranchTakesItsOwnChannelsOnly() {
    assertThat(rows("SMS", user("u", email("a"), sms("b")))).containsExactly("b");

    assertThat(ledger.close("segment", 1, 0).of(EndpointOutcome.OTHER_CHANNEL)).isEqualTo(1);
  }

  @Test
  void optedOutAndInactiveEndpointsAreHeldBackAndCounted() {
    assertThat(rows("ALL", user("u", OPTED_OUT, INACTIVE, email("a")))).containsExactly("a");

    var account = ledger.close("segment", 1, 0);
    assertThat(account.of(UserOutcome.DELIVERED)).isEqualTo(1);
    assertThat(account.of(EndpointOutcome.OPTED_OUT)).isEqualTo(1);
    assertThat(account.of(EndpointOutcome.INACTIVE)).isEqualTo(1);
  }

  @Test
  void aUserIsInTheFirstColumnThatApplies() {
    rows(
        "EMAIL",
        user("opted out, and inactive", INACTIVE, OPTED_OUT),
        user("inactive", INACTIVE),
        user("invalid", email("tab\there")),
        user("elsewhere", sms("s")),
        user("unknown"));

    var account = ledger.close("segment", 5, 0);
    assertThat(account.of(UserOutcome.OPTED_OUT)).isEqualTo(1);
    assertThat(account.of(UserOutcome.INACTIVE)).isEqualTo(1);
    assertThat(account.of(UserOutcome.INVALID)).isEqualTo(1);
    assertThat(account.of(UserOutcome.NO_ENDPOINT_ON_CHANNEL)).isEqualTo(1);
    assertThat(account.of(UserOutcome.UNKNOWN)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\tb", "a\r\nb", "a\nb", "\r", "a\ud83d", "\ude00a"})
  void anIdThatNoFileCanHoldIsInvalid(String id) {
    assertThat(rows("ALL", user("u", email(id)))).isEmpty();

    assertThat(ledger.close("segment", 1, 0).of(EndpointOutcome.INVALID)).isEqualTo(1);
  }

  @Test
  void anEndpointThatIsOptedOutAndInactiveIsOptedOut() {
    rows("ALL", user("u", new Endpoint("b", "EMAIL", true, false)));

    var account = ledger.close("segment", 1, 0);
    assertThat(account.of(EndpointOutcome.OPTED_OUT)).isEqualTo(1);
    assertThat(account.of(EndpointOutcome.INACTIVE)).isZero();
  }

  @Test
  void theSameEndpointTwiceIsOneRow() {
    assertThat(rows("ALL", user("u", email("a"), email("a")))).containsExactly("a");

    assertThat(ledger.close("segment", 1, 0).of(EndpointOutcome.DUPLICATE)).isEqualTo(1);
  }

  @Test
  void whoIsLeftOutIsCountedSoWhateverTheEndpoint() {
    var branch = TestBranch.of("branch", "EMAIL", options -> options.setHoldout("50"));
    var users =
        List.of(
            user("held out", email("a"), sms("b"), OPTED_OUT),
            user("held out, elsewhere", sms("c")),
            user("held out, unknown"),
            user("suppressed", email("d"), sms("e")),
            user("reached", email("f")));
    var ids = users.stream().map(UserEndpoints::userId).toList();
    var batch = EndpointBatch.of(UserBatch.of(0, ids, 0, true), users);
    var leftOut =
        LeftOuts.of(
            Map.of("default", new double[] {0, 0.1, 0.2, 0.5, 0.9}),
            new boolean[] {true, false, false, true, false});

    var chosen = new Selection(branch, ledger).choose(batch, leftOut, new byte[users.size()]);

    assertThat(chosen).containsExactly(6);
    ledger.written(1);
    var account = ledger.close("segment", 5, 0);
    assertThat(account.of(UserOutcome.HOLDOUT)).isEqualTo(2);
    assertThat(account.of(UserOutcome.UNKNOWN)).isEqualTo(1);
    assertThat(account.of(UserOutcome.SUPPRESSED)).isEqualTo(1);
    assertThat(account.of(UserOutcome.DELIVERED)).isEqualTo(1);
    assertThat(account.of(EndpointOutcome.HOLDOUT)).isEqualTo(2);
    assertThat(account.of(EndpointOutcome.SUPPRESSED)).isEqualTo(1);
    assertThat(account.of(EndpointOutcome.OTHER_CHANNEL)).isEqualTo(3);
  }

  private List<String> rows(String channels, UserEndpoints... users) {
    var ids = Stream.of(users).map(UserEndpoints::userId).toList();
    var batch = EndpointBatch.of(UserBatch.of(0, ids, 0, true), List.of(users));
    var selection = new Selection(TestBranch.of("branch", channels), ledger);
    var chosen = selection.choose(batch, LeftOut.nobody(), new byte[users.length]);
    ledger.written(chosen.length);
    return IntStream.of(chosen).mapToObj(batch::id).toList();
  }

  private static UserEndpoints user(String id, Endpoint... endpoints) {
    return new UserEndpoints(id, List.of(endpoints));
  }
}
