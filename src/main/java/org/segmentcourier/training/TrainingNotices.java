package org.segmentcourier.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.text.Excerpt;
import org.segmentcourier.training.config.ConfigError;
import org.segmentcourier.training.personalize.Kind;
import org.segmentcourier.training.personalize.Quota;
import org.segmentcourier.training.personalize.ResourceNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people are told of training: the texts of the AWS solution "Maintaining Personalized
 * Experiences", and below them what is to be known besides. What went wrong is logged, too.
 */
final class TrainingNotices {

  /** So many items of a list stand in a message; SNS takes 256 KB. */
  private static final int SHOWN = 50;

  /** So many stand in the log. */
  private static final int LOGGED = 5;

  private static final Logger LOG = LoggerFactory.getLogger(TrainingNotices.class);

  private final ResourceNames resourceNames;
  private final String bucket;

  TrainingNotices(ResourceNames resourceNames, String bucket) {
    this.resourceNames = resourceNames;
    this.bucket = bucket;
  }

  /** The run has changed something, or there is something to note that was not told yet. */
  Notification complete(Tick tick, TrainingFile config, List<String> notes) {
    String group = tick.datasetGroup();
    String arn = resourceNames.arn(Kind.DATASET_GROUP, group);
    String[] parts = arn.split(":");
    String text =
        "The Personalization job for dataset group %s is complete\n\n".formatted(group)
            + "Link: https://console.aws.amazon.com/personalize/home?region=%s#arn:%s:personalize:%s:%s:dataset-group$%s/setup"
                .formatted(parts[3], parts[1], parts[3], parts[4], group);
    var complete =
        of(
            tick.changed() ? once(tick) : once(config, notes),
            "trained: " + group,
            group,
            "UPDATE COMPLETE",
            "The personalization workflow for %s completed successfully".formatted(group),
            text + noted(notes));
    return notes.isEmpty() ? complete : complete.besides(once(config, notes));
  }

  Notification failed(Tick tick, List<String> reasons, List<String> notes) {
    String group = tick.datasetGroup();
    LOG.warn(
        "training run failed datasetGroup={} run={} reasons={}",
        group,
        tick.run(),
        logged(reasons));
    return of(
        once(tick),
        "training failed: " + group,
        group,
        "UPDATE FAILED",
        "The personalization workflow for %s completed with errors".formatted(group),
        "There was an error running the personalization job for dataset group %s\n\nMessage: %s"
                .formatted(group, String.join("\n", first(reasons)))
            + noted(notes));
  }

  /** The run has taken too long. */
  Notification overdue(Tick tick) {
    var begun = tick.announced().begun();
    var reasons = new ArrayList<String>();
    reasons.add(
        "The run had not ended by %s (training.deadline) and was given up. Under way: %s"
            .formatted(
                tick.deadline(), begun.isEmpty() ? "nothing" : String.join(", ", first(begun))));
    if (tick.quota() != null) {
      var quota = Quota.of(tick.quota());
      reasons.add(
          "It waited for the quota of %s (%s). To make room: %s"
              .formatted(quota.of(), quota.limit(), quota.remedy()));
    }
    reasons.add(
        "To go on, upload the config again: a new run takes up what there is by then, and segment"
            + " jobs that have ended meanwhile are delivered");
    return failed(tick, reasons, List.of());
  }

  /**
   * The run of earlier inputs has taken too long.
   *
   * @param pending ARNs of what it began
   */
  Notification unwatched(Tick tick, List<String> pending) {
    String group = tick.datasetGroup();
    return of(
        once(tick) + "/unwatched",
        "training no longer watched: " + group,
        group,
        "UPDATE FAILED",
        "The personalization workflow for %s no longer watches what earlier inputs began"
            .formatted(group),
        """
        The personalization job for dataset group %s has newer inputs. This was begun for earlier \
        ones, had not ended by %s (training.deadline) and is not watched any more:
        %s
        If it is a segment job that the inputs of now call for, too, it is delivered by their run; \
        or, if that has ended, upload the config again once the job has ended. Other segment jobs \
        are not delivered."""
            .formatted(group, tick.deadline(), listed(first(pending))));
  }

  /**
   * The run waits for a quota that doesn't free itself.
   *
   * @param refusal what Personalize said
   */
  Notification full(Tick tick, Kind kind, String refusal) {
    var quota = Quota.of(kind);
    String group = tick.datasetGroup();
    return of(
        once(tick) + "/waits/" + kind,
        "training waits for a quota: " + group,
        group,
        "UPDATE WAITING",
        "The personalization workflow for %s waits for a quota of Personalize".formatted(group),
        """
        The personalization job for dataset group %s can't go on: there can be only so many %s.

        Quota: %s
        Personalize said: %s
        To make room: %s

        The job goes on by itself as soon as there is room, until %s (training.deadline)."""
            .formatted(group, quota.of(), quota.limit(), refusal, quota.remedy(), tick.deadline()));
  }

  /** Uploads that no config makes use of. */
  Notification unused(String folder, List<TrainingFile> files) {
    String summary = "Files in s3://%s/%s are not used".formatted(bucket, folder);
    var keys = files.stream().map(TrainingFile::key).sorted().toList();
    LOG.warn(
        "uploads not used folder={} keys={} reason=no training config names them",
        folder,
        logged(keys));
    var data = new LinkedHashMap<String, Object>();
    data.put("status", "UNUSED");
    data.put("summary", summary);
    data.put("keys", first(keys));
    return new Notification(
        "training/unused/"
            + ResourceNames.hash(files.stream().map(TrainingFile::toString).sorted().toList()),
        "files not used in " + folder,
        summary,
        "No training config makes use of them:\n"
            + listed(first(keys))
            + "\n"
            + wouldBeUsed(folder),
        data);
  }

  private static String wouldBeUsed(String folder) {
    return folder.startsWith("batch/")
        ? """
        Batch input is used as batch/<dataset group>/<solution>/<name>.json, if a config names the \
        dataset group, and in it the solution, with batchSegmentJobs. Please upload such a config \
        to train/<folder>/<name>.json, or the files to where they belong."""
        : """
        Training data is used as train/<folder>/interactions.csv, users.csv and items.csv, or in \
        parts as train/<folder>/interactions/<name>.csv and so on, if a config is in the same \
        folder: train/<folder>/<name>.json. Please upload the config, or the files to where they \
        belong; their names are in small letters, and they are not compressed.""";
  }

  /**
   * A config that can't work.
   *
   * @param report key of the whole report
   */
  public NextMessages wrongConfig(TrainingFile config, List<ConfigError> errors, String report) {
    var texts = first(errors.stream().map(ConfigError::toString).toList());
    return NextMessages.tell(
        wrong(config, texts, "All of them: s3://%s/%s\n".formatted(bucket, report)));
  }

  private Notification wrong(TrainingFile config, List<String> errors, String report) {
    LOG.warn("training config refused key={} errors={}", config.key(), logged(errors));
    String summary =
        "There were errors detected when reading a personalization job configuration file";
    String text =
        summary
            + "\n\nFile: s3://%s/%s\n\nErrors:\n".formatted(bucket, config.key())
            + listed(errors)
            + report
            + "\nPlease fix these errors and upload the file again.";
    var data = new LinkedHashMap<String, Object>();
    data.put("config", config.key());
    data.put("status", "UPDATE FAILED");
    data.put("summary", summary);
    data.put("description", errors);
    return new Notification(
        once(config), "training config refused: " + config.key(), summary, text, data);
  }

  /** A config that is too long to be read. */
  public NextMessages tooLong(TrainingFile config) {
    String error =
        new ConfigError(
                "$",
                "%d bytes".formatted(config.size()),
                "at most %d bytes; it was not read".formatted(TrainingFiles.LONGEST_CONFIG))
            .toString();
    return NextMessages.tell(wrong(config, List.of(error), ""));
  }

  /** Two configs where there can be only one: neither is taken. */
  Notification twoConfigs(String what, List<TrainingFile> configs) {
    var keys = configs.stream().map(TrainingFile::key).sorted().toList();
    LOG.warn("training configs refused for=\"{}\" keys={}", what, logged(keys));
    String summary = "More than one training config for %s; none was used".formatted(what);
    var data = new LinkedHashMap<String, Object>();
    data.put("status", "UPDATE FAILED");
    data.put("summary", summary);
    data.put("configs", keys);
    return new Notification(
        "training/configs/"
            + ResourceNames.hash(configs.stream().map(TrainingFile::toString).sorted().toList()),
        "more than one training config for " + what,
        summary,
        summary
            + ":\n"
            + listed(keys)
            + "\nA dataset group has one config, and a folder below train/ has one config."
            + " Please delete all but one, and upload that one again.",
        data);
  }

  /** Once for each time that it was put. */
  private static String once(TrainingFile config) {
    return "training/config/" + ResourceNames.hash(List.of(config.toString()));
  }

  /** Once for each content of a config, however many runs find the same to note. */
  private static String once(TrainingFile config, List<String> notes) {
    var parts = new ArrayList<>(notes);
    parts.addAll(List.of(config.key(), config.etag()));
    return "training/notes/" + ResourceNames.hash(parts);
  }

  private static String once(Tick tick) {
    return "training/%s/%s".formatted(tick.datasetGroup(), tick.run());
  }

  private static Notification of(
      String once, String subject, String group, String status, String summary, String text) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("datasetGroup", group);
    data.put("status", status);
    data.put("summary", summary);
    data.put("description", text);
    return new Notification(once, subject, summary, text, data);
  }

  private static List<String> first(List<String> items) {
    return Excerpt.of(items, SHOWN).lines();
  }

  private static List<String> logged(List<String> items) {
    return Excerpt.of(items, LOGGED).lines();
  }

  private static String noted(List<String> notes) {
    return notes.isEmpty() ? "" : "\n\nPlease note:\n" + listed(first(notes));
  }

  private static String listed(List<String> items) {
    var text = new StringBuilder();
    items.forEach(item -> text.append("   - ").append(item).append('\n'));
    return text.toString();
  }
}
