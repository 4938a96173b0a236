package org.segmentcourier.training;

import java.util.List;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.training.personalize.ResourceNames;

/** Finds out for which dataset group an upload is. */
final class TrainingUploads {

  private final TrainingFiles files;

  TrainingUploads(TrainingFiles files) {
    this.files = files;
  }

  public TrainingUpload accept(UploadEvent event) {
    var key = TrainingKey.of(event.key());
    if (key instanceof TrainingKey.BatchInput input) {
      return files.configsOf(input.datasetGroup()).isEmpty()
          ? unused(event)
          : start(input.datasetGroup(), event);
    } else if (key instanceof TrainingKey.Config config) {
      return accept(config.folder(), event);
    } else if (key instanceof TrainingKey.Data data) {
      return accept(data.folder(), event);
    } else if (key instanceof TrainingKey.Output) {
      return new TrainingUpload.Nothing("output of a job");
    }
    return unused(event);
  }

  private TrainingUpload accept(String folder, UploadEvent event) {
    var configs = files.configs(folder);
    if (configs.isEmpty()) {
      return unused(event);
    } else if (configs.size() > 1) {
      return new TrainingUpload.Ambiguous(folder, configs);
    }
    var config = configs.get(0);
    if (config.size() > TrainingFiles.LONGEST_CONFIG) {
      return new TrainingUpload.TooLong(config);
    }
    String group = files.datasetGroup(config);
    return group.isEmpty() ? new TrainingUpload.Unnamed(config) : start(group, event);
  }

  private static TrainingUpload start(String datasetGroup, UploadEvent event) {
    String cause =
        ResourceNames.hash(List.of(event.bucket(), event.key(), event.etag(), event.sequencer()));
    return new TrainingUpload.Queued(new Start(datasetGroup, cause));
  }

  /** Nothing can be done with it yet: its config's arrival would start the run that has it. */
  private static TrainingUpload unused(UploadEvent event) {
    return new TrainingUpload.Queued(UnusedUploads.of(event.key()));
  }
}
