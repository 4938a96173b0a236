package org.segmentcourier.training;

import java.util.List;
import org.segmentcourier.event.UploadEvent;

/** Finds out for which dataset group an upload is. */
final class Arrivals {

  private final TrainingFiles files;

  Arrivals(TrainingFiles files) {
    this.files = files;
  }

  public Arrival accept(UploadEvent event) {
    var key = TrainingKey.of(event.key());
    if (key instanceof TrainingKey.BatchInput input) {
      return ServiceConfig.isName(input.datasetGroup())
          ? start(input.datasetGroup(), event)
          : new Arrival.Nothing("no dataset group can have the name " + input.datasetGroup());
    } else if (key instanceof TrainingKey.Config config) {
      return accept(config.folder(), event);
    } else if (key instanceof TrainingKey.Data data) {
      return accept(data.folder(), event);
    }
    return new Arrival.Nothing("neither a config, nor training data, nor batch input");
  }

  private Arrival accept(String folder, UploadEvent event) {
    var configs = files.configs(folder);
    if (configs.isEmpty()) {
      return new Arrival.Nothing("there is no config in its folder yet");
    } else if (configs.size() > 1) {
      return new Arrival.Ambiguous(folder, configs);
    }
    var config = configs.get(0);
    if (config.size() > TrainingFiles.LONGEST_CONFIG) {
      return new Arrival.TooLong(config);
    }
    String group = files.datasetGroup(config);
    return group.isEmpty() ? new Arrival.Unnamed(config) : start(group, event);
  }

  private static Arrival start(String datasetGroup, UploadEvent event) {
    String cause =
        Names.hash(List.of(event.bucket(), event.key(), event.etag(), event.sequencer()));
    return new Arrival.Start(Tick.start(datasetGroup, cause));
  }
}
