package org.segmentcourier.fault;

import java.util.List;
import java.util.stream.Stream;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/**
 * A point at which a container that delivers a job, trains a model or makes a snapshot of the
 * endpoint directory dies: just before a call takes effect, or just after it did, the answer never
 * being seen.
 *
 * @param name how reports call it
 * @param fault holds the call, so that its caller can be killed
 */
record Death(String name, Fault fault) {

  private static final String STAGED = "personalize-data/staged/*";
  private static final String COMMIT = "personalize-data/deliveries/*/commit.json";
  private static final String PUBLISHED = "segment-import/pinpoint/*";
  private static final String MARKER = "personalize-data/deliveries/*/published/*";
  private static final String MANIFEST = "personalize-data/deliveries/*/manifest.json";
  private static final String CLAIM = "personalize-data/claims/pinpoint/*";
  private static final String TOLD = "personalize-data/told/*";
  private static final String NOTE = "personalize-data/directory/sources/*";
  private static final String SNAPSHOT_FILE = "personalize-data/directory/files/*";
  private static final String REJECTS = "personalize-data/directory/rejects/*";
  private static final String SNAPSHOT = "personalize-data/directory/snapshots/*";
  private static final String RUN = "personalize-data/runs/*";

  private static final int DATASETS = 3;

  /** Fewer than there are, since some may be known before they are announced. */
  private static final int ANNOUNCEMENTS = 20;

  private static final int TICKS = 3;

  private static final int SNAPSHOT_FILES = 2;

  /**
   * All points of a delivery of some segment files and their imports.
   *
   * @param files how many there are
   */
  static List<Death> ofADelivery(int files) {
    var points = Stream.<Death>builder();
    points.add(before("the news is taken off its inbox", deleted("*-state-changes")));
    points.add(after("the order is sent", sent("*-deliveries.fifo")));
    for (int k = 0; k < files; k++) {
      points.add(before("staged file " + (k + 1), put(STAGED).skip(k)));
      points.add(after("staged file " + (k + 1), put(STAGED).skip(k)));
    }
    points.add(before("the commit", put(COMMIT)));
    points.add(after("the commit", put(COMMIT)));
    for (int k = 0; k < files; k++) {
      points.add(before("published file " + (k + 1), put(PUBLISHED).skip(k)));
      points.add(after("published file " + (k + 1), put(PUBLISHED).skip(k)));
      points.add(after("marker of published file " + (k + 1), put(MARKER).skip(k)));
    }
    points.add(before("the manifest", put(MANIFEST)));
    points.add(after("the manifest", put(MANIFEST)));
    points.add(after("the claim to tell people", put(TOLD)));
    points.add(after("people were told", Fault.of(Effect.HOLD).action("sns:Publish")));
    points.add(after("it was noted that they were told", put(TOLD).skip(1)));
    points.add(before("the order is deleted", deleted("*-deliveries.fifo")));
    points.add(before("the claim", put(CLAIM)));
    points.add(after("the claim", put(CLAIM)));
    points.add(before("CreateImportJob", importJob()));
    points.add(after("CreateImportJob", importJob()));
    points.add(after("the next tick is sent", sent("*-imports.fifo").skip(files)));
    points.add(before("a tick is deleted", deleted("*-imports.fifo")));
    return points.build().toList();
  }

  /** Some of those points, in their order. */
  static List<Death> ofADelivery(int files, List<String> names) {
    var found = ofADelivery(files).stream().filter(death -> names.contains(death.name())).toList();
    if (found.size() != names.size()) {
      throw new IllegalArgumentException("of %s there are only %s".formatted(names, found));
    }
    return found;
  }

  /** All points of a training run with three datasets, a solution and a batch segment job. */
  static List<Death> ofATraining() {
    var points = Stream.<Death>builder();
    points.add(before("an upload is taken off its inbox", deleted("*-uploads")));
    points.add(after("the upload counts for the run", sent("*-training.fifo")));
    points.add(after("CreateDatasetGroup", created("DatasetGroup")));
    for (int k = 0; k < DATASETS; k++) {
      points.add(after("CreateSchema " + (k + 1), created("Schema").skip(k)));
      points.add(after("CreateDataset " + (k + 1), created("Dataset").skip(k)));
      points.add(after("CreateDatasetImportJob " + (k + 1), created("DatasetImportJob").skip(k)));
    }
    points.add(after("CreateSolution", created("Solution")));
    points.add(after("CreateSolutionVersion", created("SolutionVersion")));
    points.add(after("CreateBatchSegmentJob", created("BatchSegmentJob")));
    for (int k = 0; k < ANNOUNCEMENTS; k += 4) {
      points.add(before("state change %d is announced".formatted(k + 1), announced().skip(k)));
      points.add(after("state change %d is announced".formatted(k + 1), announced().skip(k)));
    }
    for (int k = 0; k < TICKS; k++) {
      points.add(before("tick %d is noted".formatted(k + 1), put(RUN).skip(k)));
      points.add(after("tick %d is noted".formatted(k + 1), put(RUN).skip(k)));
    }
    points.add(before("a tick is deleted", deleted("*-training.fifo").skip(TICKS)));
    points.add(after("the claim to tell people", put(TOLD)));
    points.add(after("people were told", Fault.of(Effect.HOLD).action("sns:Publish")));
    return points.build().toList();
  }

  /** All points of a refresh of the endpoint directory, of which something is told. */
  static List<Death> ofARefresh() {
    var points = Stream.<Death>builder();
    points.add(after("the beginning of the whole is noted", put(NOTE)));
    points.add(after("a tick is sent", sent("*-refreshes.fifo")));
    for (int k = 0; k < SNAPSHOT_FILES; k++) {
      points.add(before("snapshot file " + (k + 1), put(SNAPSHOT_FILE).skip(k)));
      points.add(after("snapshot file " + (k + 1), put(SNAPSHOT_FILE).skip(k)));
    }
    points.add(before("rows that are no endpoints", put(REJECTS)));
    points.add(after("rows that are no endpoints", put(REJECTS)));
    points.add(before("the record", put(SNAPSHOT)));
    points.add(after("the record", put(SNAPSHOT)));
    points.add(after("the claim to tell people", put(TOLD)));
    points.add(after("people were told", Fault.of(Effect.HOLD).action("sns:Publish")));
    points.add(before("a tick is deleted", deleted("*-refreshes.fifo").skip(1)));
    return points.build().toList();
  }

  /** Points at which the endpoint directory is made anew, of which nothing is told. */
  static List<Death> ofAQuietRefresh() {
    return List.of(
        after("the refresh is sent", sent("*-refreshes.fifo")),
        before("a file of the snapshot", put(SNAPSHOT_FILE)),
        after("a file of the snapshot", put(SNAPSHOT_FILE)),
        before("the record of the snapshot", put(SNAPSHOT)),
        after("the record of the snapshot", put(SNAPSHOT)),
        before("the refresh is deleted", deleted("*-refreshes.fifo")));
  }

  private static Death before(String what, Fault fault) {
    return new Death("before " + what, fault.times(1));
  }

  private static Death after(String what, Fault fault) {
    return new Death("after " + what, fault.after().times(1));
  }

  private static Fault put(String resource) {
    return Fault.of(Effect.HOLD).action("s3:PutObject").resource(resource);
  }

  private static Fault created(String kind) {
    return Fault.of(Effect.HOLD).operation("personalize:Create" + kind);
  }

  private static Fault announced() {
    return Fault.of(Effect.HOLD).action("events:PutEvents");
  }

  private static Fault importJob() {
    return Fault.of(Effect.HOLD).operation("mobiletargeting:CreateImportJob");
  }

  private static Fault sent(String queue) {
    return Fault.of(Effect.HOLD).action("sqs:SendMessage").resource(queue);
  }

  private static Fault deleted(String queue) {
    return Fault.of(Effect.HOLD).action("sqs:DeleteMessage").resource(queue);
  }

  @Override
  public String toString() {
    return name;
  }
}
