package org.segmentcourier.delivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LedgerTest {

  private final Ledger ledger = new Ledger();

  LedgerTest() {
    ledger.count(UserOutcome.DELIVERED, 1);
    ledger.count(UserOutcome.UNKNOWN, 1);
    ledger.found(3);
    ledger.count(EndpointOutcome.DELIVERED, 2);
    ledger.count(EndpointOutcome.OPTED_OUT, 1);
    ledger.written(2);
  }

  @Test
  void aBalancedLedgerBecomesAnAccount() {
    var account = ledger.close("segment", 3, 1);

    assertThat(account.of(UserOutcome.DELIVERED)).isEqualTo(1);
    assertThat(account.of(UserOutcome.UNKNOWN)).isEqualTo(1);
    assertThat(account.of(UserOutcome.INACTIVE)).isZero();
    assertThat(account.of(EndpointOutcome.OPTED_OUT)).isEqualTo(1);
    assertThat(account.found()).isEqualTo(3);
  }

  @Test
  void aUserWhoWasReadAndNeverWrittenIsNoticed() {
    assertThatImbalance(4, 1).hasMessageContaining("ids read = distinct + duplicate, but 4 and 3");
  }

  @Test
  void aUserWhoWasWrittenAndNeverReadIsNoticed() {
    assertThatImbalance(2, 1).hasMessageContaining("ids read = distinct + duplicate, but 2 and 3");
  }

  @Test
  void aDuplicateTooManyIsNoticed() {
    assertThatImbalance(3, 2).hasMessageContaining("ids read = distinct + duplicate, but 3 and 4");
  }

  @Test
  void anEndpointWithoutAnOutcomeIsNoticed() {
    ledger.found(1);

    assertThatImbalance(3, 1).hasMessageContaining("endpoints found = sum of their outcomes");
  }

  @Test
  void anEndpointWithTwoOutcomesIsNoticed() {
    ledger.count(EndpointOutcome.INACTIVE, 1);

    assertThatImbalance(3, 1).hasMessageContaining("endpoints found = sum of their outcomes");
  }

  @Test
  void aRowThatIsNotInTheFileIsNoticed() {
    ledger.found(1);
    ledger.count(EndpointOutcome.DELIVERED, 1);

    assertThatImbalance(3, 1).hasMessageContaining("endpoints delivered = rows, but 3 and 2");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertThatImbalance(
      long read, long duplicates) {
    return assertThatThrownBy(() -> ledger.close("segment", read, duplicates))
        .isInstanceOf(LedgerImbalance.class)
        .hasMessageStartingWith("segment: the ledger doesn't balance: ");
  }
}
