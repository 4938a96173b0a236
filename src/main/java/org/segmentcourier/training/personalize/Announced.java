package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.segmentcourier.event.StateChange;

/**
 * Which state changes a run has announced: each once, and none of a resource that was what it is
 * before the run, but for segments that are there: a run's first look announces all of them.
 * Failures are announced, too (the solution whose contract this is has no such event).
 *
 * <p>It travels in a message, so it remembers only what has not ended: Personalize lets few jobs be
 * under way at once, whatever a run makes in all. What has ended is remembered for a moment more.
 * After that, a resource that isn't known here and was made before the last look was announced; one
 * that was made since then was not, since whoever made it died before it could say so.
 *
 * @param statuses by ARN: what was announced last
 * @param looked when the run looked last, on S3's clock; null before its first look
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Announced(Map<String, String> statuses, Instant looked) {

  public static final Announced NOTHING = new Announced(Map.of(), null);

  /** More than the clocks of S3 and Personalize differ by. */
  private static final Duration MOMENT = Duration.ofMinutes(1);

  public Announced {
    statuses = statuses == null ? Map.of() : Map.copyOf(statuses);
  }

  /**
   * The change that a run has to announce of a resource that it sees, if any.
   *
   * @param started when the newest input of the run was put
   */
  public Optional<StateChange> changeOf(Resource resource, Instant started) {
    String status = StateChanges.status(resource);
    String last = statuses.getOrDefault(resource.arn(), "");
    if (status.equals(last) || !resource.kind().hasStatus()) {
      return Optional.empty();
    }
    return last.isEmpty() && !isNews(resource, started)
        ? Optional.empty()
        : Optional.of(StateChanges.of(resource, status));
  }

  /**
   * After a look.
   *
   * @param seen all resources that the run saw
   * @param published their changes, and those of what was made
   * @param now when it looked, on S3's clock
   */
  public Announced after(Collection<Resource> seen, List<StateChange> published, Instant now) {
    var known = new HashMap<>(statuses);
    published.stream()
        .filter(change -> Kind.of(change.arn()).hasStatus())
        .forEach(change -> known.put(change.arn(), change.status()));
    var resources =
        seen.stream().collect(Collectors.toMap(Resource::arn, Function.identity(), (a, b) -> a));
    // A job that an earlier run began: that it ends is to be announced by this one.
    resources.values().stream()
        .filter(r -> r.kind().namedByContent() && r.state() == Resource.State.PENDING)
        .forEach(r -> known.putIfAbsent(r.arn(), StateChanges.CREATING));
    known
        .entrySet()
        .removeIf(
            announced ->
                !announced.getValue().equals(StateChanges.CREATING)
                    && !isNew(resources.get(announced.getKey()), now));
    return new Announced(known, now);
  }

  /** ARNs of what had not ended at the last look. */
  public List<String> begun() {
    return statuses.entrySet().stream()
        .filter(announced -> announced.getValue().equals(StateChanges.CREATING))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * Made in this run, though its announcement may have been lost; or, at the first look, a job that
   * an earlier run began and that has ended in this one, or segments whenever they came to be.
   */
  private boolean isNews(Resource resource, Instant started) {
    if (looked == null) {
      return !resource.created().isBefore(started)
          || (resource.kind().namedByContent()
              && resource.state() != Resource.State.PENDING
              && resource.updated().isAfter(started))
          || endedSegmentJob(resource);
    }
    return !resource.created().isBefore(started) && isNew(resource, looked);
  }

  /**
   * Its run may have been given up before it ended, and nobody would deliver it. A delivery that
   * was made is not made again, so this may be said once too often.
   */
  private static boolean endedSegmentJob(Resource resource) {
    return resource.kind() == Kind.BATCH_SEGMENT_JOB && resource.state() == Resource.State.ACTIVE;
  }

  private static boolean isNew(Resource resource, Instant look) {
    return resource != null && !resource.created().isBefore(look.minus(MOMENT));
  }
}
