package org.segmentcourier.training;

import java.util.List;
import org.segmentcourier.event.StateChange;
import org.segmentcourier.training.personalize.Step;

/**
 * What is to be done about what was seen.
 *
 * @param changes since the last published ones, without those of the steps
 */
record Decision(List<Step> steps, List<StateChange> changes, Outcome outcome) {}
