package org.segmentcourier.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.segmentcourier.training.config.DatasetType;
import org.segmentcourier.training.personalize.ResourceNames;

/**
 * All that a run reads, as S3 lists it at one moment: the config, training data and batch input.
 *
 * @param config the training config
 * @param files all inputs, the config among them
 * @param beside keys of everything that lies where batch inputs do, those themselves among them;
 *     folders have a slash at their end
 * @param now S3's clock at the listing; waits are measured on it, since the files' times are its
 */
record Inputs(TrainingFile config, List<TrainingFile> files, List<String> beside, Instant now) {

  Inputs {
    files = files.stream().sorted(Comparator.comparing(TrainingFile::key)).toList();
    beside = List.copyOf(beside);
  }

  /** Identifies the run for which these are the inputs: any other put makes another run. */
  String run() {
    var parts = new ArrayList<String>();
    for (var file : files) {
      parts.add(file.key());
      parts.add(file.etag());
      parts.add(file.lastModified().toString());
    }
    return ResourceNames.hash(parts);
  }

  /** When the newest input was put: what is older than that is another run's. */
  Instant started() {
    return files.stream().map(TrainingFile::lastModified).max(Instant::compareTo).orElseThrow();
  }

  /** The parts of a dataset's folder, or else its single file, or else nothing. */
  List<TrainingFile> data(DatasetType type) {
    var parts = new ArrayList<TrainingFile>();
    var single = new ArrayList<TrainingFile>();
    for (var file : files) {
      if (TrainingKey.of(file.key()) instanceof TrainingKey.Data data && data.type() == type) {
        (data.part() ? parts : single).add(file);
      }
    }
    return parts.isEmpty() ? single : parts;
  }

  /** The files with queries for a solution. */
  List<TrainingFile> batchInputs(String solution) {
    return files.stream()
        .filter(
            file ->
                TrainingKey.of(file.key()) instanceof TrainingKey.BatchInput input
                    && input.solution().equals(solution))
        .toList();
  }
}
