package org.segmentcourier.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.RoutesUnderTest;

class UploadsRouteTest {

  private final RoutesUnderTest routes = new RoutesUnderTest();

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void eachUploadGoesToTheRoomThatItIsFor() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    routes.mock("training-upload").expectedMessageCount(2);
    routes.mock("import-upload").expectedMessageCount(1);

    var config = routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("data", "train/a/config.json"));
    var queries = routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("data", "batch/a/b/q.json"));
    var segment = routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("import", "pinpoint/s.csv"));

    routes.mock("training-upload").assertIsSatisfied();
    routes.mock("import-upload").assertIsSatisfied();
    assertThat(routes.mock("import-upload").getExchanges().get(0).getMessage().getBody())
        .isEqualTo(new UploadEvent("import", "pinpoint/s.csv", "e1", 5, "01"));
    await().until(() -> routes.sqs.isDeleted(config) && routes.sqs.isDeleted(queries));
    await().until(() -> routes.sqs.isDeleted(segment));
  }

  private static String upload(String bucket, String key) {
    return """
        {"bucket": {"name": "%s"}, "object": {"key": "%s", "etag": "e1", "size": 5, "sequencer": "01"}}"""
        .formatted(bucket, key);
  }
}
