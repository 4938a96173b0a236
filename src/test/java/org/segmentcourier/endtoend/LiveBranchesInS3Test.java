package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.delivery.Lines;

/** Where nobody can edit a file beside the application, an upload is the edit. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LiveBranchesInS3Test {

  private static final String KEY = "routes/mail.camel.yaml";
  private static final String MAIL =
      """
      - route:
          id: branch-mail
          from:
            uri: branch:mail
            parameters: {channels: EMAIL}
            steps:
              - to: direct:publish
      """;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("live-branches-s3").with("ROUTES_LOCATION", "s3://personalize-data/routes/");

  private final Aws aws = system.aws();
  private final OtherJobs jobs = system.otherJobs();

  @Test
  void anUploadIsABranchAndItsDeletionTakesTheBranchAway() throws IOException {
    jobs.user("ann", "ann-1");
    system.application().awaitStarted();

    aws.put(aws.dataBucket(), KEY, MAIL);
    system.log("changed: mail.camel.yaml");
    assertThat(delivered("added")).hasSize(2).anyMatch(name -> name.contains("_mail"));

    aws.put(aws.dataBucket(), KEY, MAIL.replace("EMAIL", "MAIL"));
    system.log("s3://personalize-data/routes/mail.camel.yaml:5:30: branch 'mail': unknown channel");
    assertThat(system.application().isWell("ready")).isFalse();
    assertThat(system.application().isWell("live")).isTrue();
    assertThat(delivered("broken")).hasSize(2);

    aws.s3().deleteObject(object -> object.bucket(aws.dataBucket()).key(KEY));
    system.eventually("it is well again", () -> system.application().isWell("ready"));
    assertThat(delivered("gone")).hasSize(1);
    assertThat(aws.mails()).noneMatch(mail -> mail.says("routes/"));
  }

  private Set<String> delivered(String job) {
    var arn = jobs.finish(job, Map.of("a.json.out", Lines.genre("Action", "ann")));
    jobs.delivered(arn);
    return jobs.published(arn).keySet();
  }
}
