package org.segmentcourier.training;

import java.util.List;

/**
 * A training config that was read.
 *
 * @param config null if there are errors
 * @param errors all of them
 */
record ConfigReading(TrainingConfig config, List<ConfigError> errors) {}
