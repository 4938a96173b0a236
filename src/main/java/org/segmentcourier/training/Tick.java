package org.segmentcourier.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.segmentcourier.event.StateChange;
import org.segmentcourier.training.personalize.Resource;
import org.segmentcourier.training.personalize.StateChanges;

/**
 * One message on the training queue: "look again". Number 0 starts a run, each further one is sent
 * by the one before it. With Personalize and S3 it is all the state that a run has.
 *
 * @param datasetGroup also the message group: one run of it is worked on at a time
 * @param run of a start: what caused it; else the run's identity, see {@link Inputs#run}
 * @param chain empty; or the run after which this one goes on, since inputs came back that it had
 *     before: its ticks must not be taken for the earlier ones
 * @param number of the tick within the run; 0: the start
 * @param started when the newest input was put (S3's clock)
 * @param config key of the training config
 * @param notBefore a tick before it only sends the next
 * @param attempt how many looks in a row were held up by limits or throttling
 * @param patience until when the run waits for files that aren't there yet
 * @param deadline when the run is given up
 * @param superseded other inputs have come: this run creates nothing any more, it only watches what
 *     it has begun
 * @param changed whether the run has changed anything yet
 * @param statuses by ARN: the state change of the resource that was published last
 * @param refusals by what was wanted: why Personalize will not have it, so that it isn't asked
 *     again
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
    Map<String, String> statuses,
    Map<String, String> refusals) {

  Tick {
    chain = chain == null ? "" : chain;
    statuses = statuses == null ? Map.of() : Map.copyOf(statuses);
    refusals = refusals == null ? Map.of() : Map.copyOf(refusals);
  }

  /**
   * A start.
   *
   * @param cause what it is for; a second start for the same within five minutes is dropped
   */
  static Tick start(String datasetGroup, String cause) {
    return start(datasetGroup, cause, "");
  }

  /** A start of a run that may have been at work before, see {@link #chain}. */
  static Tick start(String datasetGroup, String cause, String chain) {
    return new Tick(
        datasetGroup, cause, chain, 0, null, null, null, 0, null, null, false, false, null, null);
  }

  /** Of equal ids the queue takes one in five minutes. It only saves work. */
  @JsonIgnore
  String deduplicationId() {
    return run + chain + (number == 0 ? "-start-" + attempt : "-" + number);
  }

  /** The tick after this one: nothing has changed yet. */
  Tick next() {
    return with(number + 1, notBefore, attempt, superseded, changed, statuses, refusals);
  }

  /** The same look once more, not before a time. A start stays a start. */
  Tick again(Instant time) {
    return with(
        number == 0 ? 0 : number + 1, time, attempt + 1, superseded, changed, statuses, refusals);
  }

  /** The tick after a look in which something was done. */
  Tick after(Map<String, String> published, Map<String, String> refused, boolean didChange) {
    return with(number + 1, notBefore, 0, superseded, changed || didChange, published, refused);
  }

  /** The same, but it has to wait. */
  Tick held(int times, Instant time) {
    return with(number, time, times, superseded, changed, statuses, refusals);
  }

  /** From now on it only watches. */
  Tick watching() {
    return with(number + 1, null, 0, true, changed, statuses, refusals);
  }

  /** ARNs of what the run has begun and what had not ended when it was published last. */
  @JsonIgnore
  List<String> begun() {
    return statuses.entrySet().stream()
        .filter(published -> published.getValue().equals(StateChanges.CREATING))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The change that the run has to publish of a resource that it sees, if any. */
  Optional<StateChange> changeOf(Resource resource) {
    return StateChanges.since(started, statuses.getOrDefault(resource.arn(), ""), resource);
  }

  private Tick with(
      int newNumber,
      Instant newNotBefore,
      int newAttempt,
      boolean isSuperseded,
      boolean isChanged,
      Map<String, String> newStatuses,
      Map<String, String> newRefusals) {
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
        newStatuses,
        newRefusals);
  }
}
