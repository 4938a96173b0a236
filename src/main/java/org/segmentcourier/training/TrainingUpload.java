package org.segmentcourier.training;

import java.util.List;

/** What is to be done about an upload. */
sealed interface TrainingUpload {

  /** Something is to be done when its turn has come. */
  record Queued(TrainingMessage message) implements TrainingUpload {}

  /** The config of its folder doesn't even tell the dataset group. */
  record Unnamed(TrainingFile config) implements TrainingUpload {}

  /** The config of its folder is too long to be read, see {@link TrainingFiles#LONGEST_CONFIG}. */
  record TooLong(TrainingFile config) implements TrainingUpload {}

  /** Its folder has several configs. */
  record Ambiguous(String folder, List<TrainingFile> configs) implements TrainingUpload {}

  /** Nothing; and why. */
  record Nothing(String reason) implements TrainingUpload {}
}
