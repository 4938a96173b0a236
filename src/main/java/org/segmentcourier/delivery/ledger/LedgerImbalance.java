package org.segmentcourier.delivery.ledger;

/** Something went in and did not come out, or the other way round: nothing may be published. */
public final class LedgerImbalance extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LedgerImbalance(String message) {
    super(message);
  }
}
