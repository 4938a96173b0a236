package org.segmentcourier.training.personalize;

import java.util.List;
import java.util.Map;

/**
 * What Personalize was seen to have of a plan.
 *
 * @param sightings by {@link WantedResource#id}; nothing of what has a parent that isn't there
 * @param others datasets and solutions of the dataset group that the plan doesn't name
 * @param calls how many requests that took
 */
public record Observation(Map<String, Sighting> sightings, List<Resource> others, int calls) {

  /** All that there is of what was wanted. */
  public List<Resource> resources() {
    return sightings.values().stream().flatMap(sighting -> sighting.found().stream()).toList();
  }
}
