package org.segmentcourier.branch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.branch.check.RouteFile;
import org.segmentcourier.fake.FakeS3;

/** Files of branches in S3: an upload is the edit. */
class S3SourceTest {

  private static final String BRANCH =
      """
      - route:
          id: branch-sms
          from:
            uri: branch:sms
            parameters: {channels: SMS}
            steps:
              - to: direct:publish
      """;

  private final FakeS3 s3 = new FakeS3();
  private final S3Source source = new S3Source(s3, S3Location.parse("s3://data/routes/"));

  @Test
  void objectsUnderThePrefixAreFiles() throws IOException {
    put("routes/sms.camel.yaml", BRANCH);
    put("routes/folder/voice.camel.yaml", BRANCH);
    put("routes/.hidden.camel.yaml", BRANCH);
    put("routes/README.md", "text");
    put("elsewhere/email.camel.yaml", BRANCH);

    assertThat(source.look())
        .extracting(RouteFile::location)
        .containsExactly("s3://data/routes/sms.camel.yaml");
  }

  @Test
  void anUploadIsAChangeAndADeletionIsToo() throws Exception {
    try (var branches = new LiveBranches(source)) {
      put("routes/sms.camel.yaml", BRANCH);
      branches.look();
      await().until(() -> branches.ids().contains("sms"));

      put("routes/sms.camel.yaml", BRANCH.replace("SMS", "VOICE"));
      branches.look();
      await().until(() -> branches.now().get(1).takesChannel("VOICE"));

      put("routes/sms.camel.yaml", BRANCH.replace("SMS", "SSM"));
      branches.look();
      assertThat(branches.state("sms.camel.yaml").getError())
          .startsWith("s3://data/routes/sms.camel.yaml:5:30: ");
      assertThat(branches.ids()).containsExactly("all", "sms");

      s3.remove("data", "routes/sms.camel.yaml");
      branches.look();
      await().until(() -> !branches.ids().contains("sms"));
    }
  }

  @Test
  void whileS3CanNotBeReadBranchesStayAndItIsTold() throws Exception {
    put("routes/sms.camel.yaml", BRANCH);
    try (var branches = new LiveBranches(source)) {
      s3.failLists(true);
      branches.look();

      assertThat(branches.files.getSourceError()).contains("s3://data/routes/", "no answer");
      assertThat(branches.ids()).containsExactly("all", "sms");

      s3.failLists(false);
      branches.look();
      assertThat(branches.files.getSourceError()).isEmpty();
    }
  }

  @Test
  void anObjectThatMayNotBeReadHoldsUpNoOther() throws Exception {
    try (var branches = new LiveBranches(source)) {
      put("routes/a-secret.camel.yaml", BRANCH);
      s3.forbid("data", "routes/a-secret.camel.yaml");
      put("routes/sms.camel.yaml", BRANCH);
      branches.look();

      await().until(() -> branches.ids().contains("sms"));
      assertThat(branches.state("a-secret.camel.yaml").getError())
          .startsWith("s3://data/routes/a-secret.camel.yaml:1:1: can't be read: ");
    }
  }

  /** Else it would be checked again, and told again, each second. */
  @Test
  void whatMayNotBeReadIsTheSameAtEachLook() throws Exception {
    put("routes/a-secret.camel.yaml", BRANCH);
    s3.forbid("data", "routes/a-secret.camel.yaml");

    assertThat(source.look()).isEqualTo(source.look());
  }

  private void put(String key, String content) {
    s3.store("data", key, content.getBytes(StandardCharsets.UTF_8));
  }
}
