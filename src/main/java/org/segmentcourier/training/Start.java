package org.segmentcourier.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A message: uploads have come for a dataset group, begin the run that has them.
 *
 * @param cause what it is for; of starts for the same within five minutes the queue takes one
 * @param chain empty; or the run after which this one goes on, see {@link Tick}
 * @param number how often it was sent on
 * @param attempt how often AWS could not be asked
 * @param notBefore before it, it is only sent on; null: at once
 * @param deadline when it is given up; null as long as AWS could be asked
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Start(
    String datasetGroup,
    String cause,
    String chain,
    int number,
    int attempt,
    Instant notBefore,
    Instant deadline)
    implements RunMessage {

  Start {
    chain = chain == null ? "" : chain;
  }

  Start(String datasetGroup, String cause) {
    this(datasetGroup, cause, "");
  }

  /** A start of a run that may have been at work before. */
  Start(String datasetGroup, String cause, String chain) {
    this(datasetGroup, cause, chain, 0, 0, null, null);
  }

  @Override
  public String deduplicationId() {
    return cause + chain + "-start-" + number;
  }

  /** The same, not yet. */
  Start next() {
    return new Start(datasetGroup, cause, chain, number + 1, attempt, notBefore, deadline);
  }

  /** The same, as if nothing had been waited for. */
  Start anew() {
    return new Start(datasetGroup, cause, chain, number, 0, null, null);
  }

  /** Once more, not before a time. */
  Start again(Instant time, Instant end) {
    return new Start(datasetGroup, cause, chain, number + 1, attempt + 1, time, end);
  }
}
