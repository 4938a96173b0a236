package org.segmentcourier.training.personalize;

import java.util.Optional;

/**
 * A look at one wanted resource.
 *
 * @param stem its name without the attempt
 * @param name the name of the attempt that counts: the first one that has not failed before the run
 * @param resource null if there is none of this name
 */
public record Sighting(String stem, String name, Resource resource) {

  public Optional<Resource> found() {
    return Optional.ofNullable(resource);
  }
}
