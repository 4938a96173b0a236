package org.segmentcourier.sandbox.personalize;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What has been read and learnt: contents of datasets, and models of solution versions. */
final class Knowledge {

  /**
   * What a version is trained from: the datasets as they were when it was made, since later imports
   * don't change it. By dataset type; only what has been imported.
   */
  record TrainingData(Map<DatasetType, Imported> datasets) {

    Optional<Imported.Interactions> interactions() {
      return Optional.ofNullable((Imported.Interactions) datasets.get(DatasetType.INTERACTIONS));
    }

    Optional<Imported.Items> items() {
      return Optional.ofNullable((Imported.Items) datasets.get(DatasetType.ITEMS));
    }
  }

  private final Map<String, Imported> contents = new ConcurrentHashMap<>();
  private final Map<String, TrainingData> trainingData = new ConcurrentHashMap<>();
  private final Map<String, Model> models = new ConcurrentHashMap<>();

  /** The content of a dataset from now on. */
  void imported(String datasetArn, Imported content) {
    contents.put(datasetArn, content);
  }

  Optional<Imported> content(String datasetArn) {
    return Optional.ofNullable(contents.get(datasetArn));
  }

  void willTrain(String versionArn, TrainingData data) {
    trainingData.put(versionArn, data);
  }

  TrainingData trainingData(String versionArn) {
    return trainingData.getOrDefault(versionArn, new TrainingData(Map.of()));
  }

  /** A version has been trained; what it was trained from is no longer needed. */
  void trained(String versionArn, Model model) {
    models.put(versionArn, model);
    trainingData.remove(versionArn);
  }

  Optional<Model> model(String versionArn) {
    return Optional.ofNullable(models.get(versionArn));
  }

  /** Forgets what belongs to a deleted resource. */
  void forget(String arn) {
    contents.remove(arn);
    trainingData.remove(arn);
    models.remove(arn);
  }
}
