package org.segmentcourier.training.personalize;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.event.StateChange;

/**
 * What became of the steps.
 *
 * @param changes one for each resource that was made
 * @param refusals by {@link WantedResource#id}: what Personalize will not have, and why
 * @param held what has to wait for a limit, a throttle or another operation
 * @param full of which kinds Personalize takes no more at the moment, and what it says
 * @param done how many steps were done
 */
public record StepResults(
    List<StateChange> changes,
    Map<String, String> refusals,
    List<String> held,
    Map<Kind, String> full,
    int done) {

  public StepResults {
    var kinds = new EnumMap<Kind, String>(Kind.class);
    kinds.putAll(full);
    full = kinds;
  }
}
