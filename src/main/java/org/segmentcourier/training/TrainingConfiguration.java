package org.segmentcourier.training;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.aws.AwsClock;
import org.segmentcourier.aws.Records;
import org.segmentcourier.jmx.DescribedMBean;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import org.segmentcourier.training.config.ConfigReader;
import org.segmentcourier.training.personalize.PersonalizeSteps;
import org.segmentcourier.training.personalize.PersonalizeView;
import org.segmentcourier.training.personalize.ResourceNames;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Binds the beans of this room, which {@code training.camel.yaml} uses. */
public final class TrainingConfiguration implements CamelConfiguration {

  private final InstantSource clock;

  public TrainingConfiguration() {
    this(null);
  }

  /**
   * @param clock for when S3 can't tell the time; null: that of AWS
   */
  TrainingConfiguration(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var s3 = registry.lookupByNameAndType("s3", S3Client.class);
    var personalize = registry.lookupByNameAndType("personalize", PersonalizeClient.class);
    String bucket = settings.text(Setting.DATA_BUCKET);
    String role = settings.text(Setting.PERSONALIZE_ROLE_ARN);

    var resourceNames = new ResourceNames(base(role, personalize));
    var files = new TrainingFiles(s3, bucket);
    var notices = new TrainingNotices(resourceNames, bucket);
    registry.bind("trainingMessages", new TrainingMessages());
    registry.bind("trainingUploads", new TrainingUploads(files));
    registry.bind("trainingFiles", files);
    registry.bind("trainingConfigs", new ConfigReader(ResourceNames.LONGEST_SOLUTION));
    registry.bind("configErrorFile", new ConfigErrorFile(s3, bucket));
    registry.bind("trainingPlans", new Planner(bucket, role));
    registry.bind("personalizeView", new PersonalizeView(personalize, resourceNames));
    registry.bind("reconciler", new Reconciler());
    registry.bind("csvHeaders", new HeaderCheck(files));
    registry.bind("personalizeSteps", new PersonalizeSteps(personalize));
    registry.bind("trainingNotices", notices);
    registry.bind("trainingRun", new TrainingRun(notices));
    var watched = new WatchedRuns(AwsClock.of(context));
    registry.bind("watchedRuns", watched);
    DescribedMBean.whenStarted(context, watched, TrainingRunsMXBean.class);
    registry.bind(
        "runProgress", new RunProgress(registry.lookupByNameAndType("records", Records.class)));
    Duration patience = settings.duration(Setting.TRAINING_WAIT);
    Duration deadline = settings.duration(Setting.TRAINING_DEADLINE);
    registry.bind(
        "trainingStarts",
        new TrainingStarts(notices, settings.duration(Setting.TRAINING_QUIET), patience, deadline));
    registry.bind("unusedWatch", new UnusedWatch(notices, patience));
    registry.bind(
        "trainingPauses", new Pauses(deadline, clock == null ? AwsClock.of(context) : clock));
  }

  /** Personalize takes only a role of its own account and partition. */
  private static String base(String role, PersonalizeClient personalize) {
    String[] parts = role.split(":");
    String region = personalize.serviceClientConfiguration().region().id();
    return "arn:%s:personalize:%s:%s:".formatted(parts[1], region, parts[4]);
  }
}
