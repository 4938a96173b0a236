package org.segmentcourier.destination.pinpoint;

import java.time.Instant;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.fake.InMemoryRoutesTest;

/** Imports through their real routes. */
abstract class ImportRoutesTest extends InMemoryRoutesTest {

  static final String KEY = "pinpoint/ITEMSgenresAction_20261124-101500.csv";

  ImportRoutesTest() {
    super("imports", "notifications", "errors");
  }

  void upload(String key, String content) {
    upload(key, content, Instant.now());
  }

  /** Puts a file into the import bucket, and tells the imports of it. */
  void upload(String key, String content, Instant put) {
    s3.upload("import", key, content, put);
    tellOfUpload(key, put);
  }

  /** Tells the imports of a put of the content that is there, perhaps not for the first time. */
  void tellOfUpload(String key, Instant put) {
    var head = s3.headObject(request -> request.bucket("import").key(key));
    var etag = head.eTag().replace("\"", "");
    tellOf(new UploadEvent("import", key, etag, head.contentLength(), put.toString()));
  }

  void tellOf(UploadEvent upload) {
    template.sendBody("direct:import-upload", upload);
  }
}
