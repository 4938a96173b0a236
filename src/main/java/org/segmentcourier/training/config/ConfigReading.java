package org.segmentcourier.training.config;

import java.util.List;

/**
 * A training config that was read.
 *
 * @param config null if there are errors
 * @param errors all of them
 */
public record ConfigReading(TrainingConfig config, List<ConfigError> errors) {}
