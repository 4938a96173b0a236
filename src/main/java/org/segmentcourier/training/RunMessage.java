package org.segmentcourier.training;

/** A message about the run of a dataset group, of which one is worked on at a time. */
sealed interface RunMessage extends TrainingMessage permits Start, Tick {

  String datasetGroup();

  @Override
  default String about() {
    return "dataset group " + datasetGroup();
  }

  @Override
  default String group() {
    return datasetGroup();
  }
}
