package org.segmentcourier.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.segmentcourier.training.personalize.Announced;
import org.segmentcourier.training.personalize.Kind;

/**
 * A message: "look again". Each tick of a run is sent by the one before it. With Personalize and S3
 * it is all the state that a run has.
 *
 * @param datasetGroup also the message group: one run of it is worked on at a time
 * @param run the run's identity, see {@link Inputs#run}
 * @param chain empty; or the run after which this one goes on, since inputs came back that it had
 *     before: its ticks must not be taken for the earlier ones
 * @param number of the tick within the run, from 1
 * @param started when the newest input was put (S3's clock)
 * @param config key of the training config
 * @param notBefore a tick before it only sends the next
 * @param attempt how many looks in a row were held up by limits, throttling or missing files
 * @param patience until when the run waits for files that aren't there yet
 * @param deadline when the run is given up
 * @param superseded other inputs have come: this run creates nothing any more, it only watches what
 *     it has begun
 * @param changed whether the run has changed anything yet
 * @param announced which state changes were published
 * @param refusals by what was wanted: why Personalize will not have it, so that it isn't asked
 *     again
 * @param quota of what kind of resource the run waits for a quota, and people know; null: for none
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Tick(
    String datasetGroup,
    String run,
    String chain,
    int number,
    Instant started,
    String config,
    Instant notBefore,
    int attempt,
    Instant patience,
    Instant deadline,
    boolean superseded,
    boolean changed,
    Announced announced,
    Map<String, String> refusals,
    Kind quota)
    implements RunMessage {

  Tick {
    chain = chain == null ? "" : chain;
    announced = announced == null ? Announced.NOTHING : announced;
    refusals = refusals == null ? Map.of() : Map.copyOf(refusals);
  }

  @Override
  public String deduplicationId() {
    return run + chain + "-" + number;
  }

  /** The same, as if nothing had been waited for. */
  Tick anew(Instant newPatience, Instant newDeadline) {
    return new Tick(
        datasetGroup,
        run,
        chain,
        number,
        started,
        config,
        null,
        0,
        newPatience,
        newDeadline,
        superseded,
        changed,
        announced,
        refusals,
        quota);
  }

  /** The tick after this one: nothing has changed yet. */
  Tick next() {
    return with(number + 1, notBefore, attempt, superseded, changed, announced, refusals, quota);
  }

  /** The same look once more, not before a time. */
  Tick again(Instant time) {
    return with(number + 1, time, attempt + 1, superseded, changed, announced, refusals, quota);
  }

  /** The tick after a look. */
  Tick after(Announced published, Map<String, String> refused, boolean didChange) {
    return with(
        number + 1, notBefore, 0, superseded, changed || didChange, published, refused, null);
  }

  /** The same, but it has to wait. */
  Tick held(int times, Instant time, Kind forQuota) {
    return with(number, time, times, superseded, changed, announced, refusals, forQuota);
  }

  /** From now on it only watches. */
  Tick watching() {
    return with(number + 1, null, 0, true, changed, announced, refusals, null);
  }

  private Tick with(
      int newNumber,
      Instant newNotBefore,
      int newAttempt,
      boolean isSuperseded,
      boolean isChanged,
      Announced newAnnounced,
      Map<String, String> newRefusals,
      Kind newQuota) {
    return new Tick(
        datasetGroup,
        run,
        chain,
        newNumber,
        started,
        config,
        newNotBefore,
        newAttempt,
        patience,
        deadline,
        isSuperseded,
        isChanged,
        newAnnounced,
        newRefusals,
        newQuota);
  }
}
