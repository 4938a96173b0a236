package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/** A project, which the API calls an application. */
record App(
    String id,
    String arn,
    String name,
    Map<String, String> tags,
    Instant created,
    Endpoints endpoints,
    Segments segments) {

  /** In the form of the model's ApplicationResponse. */
  ObjectNode response() {
    ObjectNode app = JsonNodeFactory.instance.objectNode();
    app.put("Id", id);
    app.put("Arn", arn);
    app.put("Name", name);
    app.put("CreationDate", Dates.text(created));
    ObjectNode all = app.putObject("tags");
    tags.forEach(all::put);
    return app;
  }
}
