package org.segmentcourier.training;

import org.segmentcourier.training.config.DatasetType;

/**
 * What an object in the data bucket is to training, by its key. What a listing shows and what an
 * upload starts must be the same.
 */
sealed interface TrainingKey {

  /** {@code train/<folder>/<any>.json}: a training config. */
  record Config(String folder) implements TrainingKey {}

  /** {@code train/<folder>/<type>.csv}, or a part: {@code train/<folder>/<type>/<any>.csv}. */
  record Data(String folder, DatasetType type, boolean part) implements TrainingKey {}

  /** {@code batch/<dataset group>/<solution>/<any>.json}: the queries of a segment job. */
  record BatchInput(String datasetGroup, String solution) implements TrainingKey {}

  /** What a job has written: {@code ….out} and {@code _CHECK}. */
  record Output() implements TrainingKey {}

  /** None of those: nothing is ever made of it. */
  record Other() implements TrainingKey {}

  /** Whether it starts a run and is one of its inputs. */
  default boolean isInput() {
    return this instanceof Config || this instanceof Data || this instanceof BatchInput;
  }

  static TrainingKey of(String key) {
    String[] parts = key.split("/", -1);
    if (parts[0].equals("train") && parts.length == 3 && parts[2].endsWith(".json")) {
      return new Config(parts[1]);
    }
    if (parts[0].equals("train") && (parts.length == 3 || parts.length == 4)) {
      for (var type : DatasetType.values()) {
        boolean part = parts.length == 4;
        if (part
            ? parts[2].equals(type.word()) && parts[3].endsWith(".csv")
            : parts[2].equals(type.word() + ".csv")) {
          return new Data(parts[1], type, part);
        }
      }
    }
    if (parts[0].equals("batch") && parts.length == 4 && parts[3].endsWith(".json")) {
      return new BatchInput(parts[1], parts[2]);
    }
    String name = parts[parts.length - 1];
    if (parts[0].equals("batch") && (name.endsWith(".out") || name.equals("_CHECK"))) {
      return new Output();
    }
    return new Other();
  }
}
