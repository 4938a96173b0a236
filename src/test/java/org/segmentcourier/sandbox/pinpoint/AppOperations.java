package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Projects. */
final class AppOperations implements Operations {

  private final Apps apps;
  private final Jobs jobs;

  AppOperations(Apps apps, Jobs jobs) {
    this.apps = apps;
    this.jobs = jobs;
  }

  @Override
  public Map<String, UnaryOperator<ObjectNode>> operations() {
    return Map.of(
        "CreateApp", this::create,
        "GetApp", input -> Answer.of("ApplicationResponse", app(input).response()),
        "GetApps", this::list,
        "DeleteApp", this::delete,
        "GetChannels", this::channels);
  }

  private App app(ObjectNode input) {
    return apps.get(input.path("ApplicationId").asText());
  }

  private ObjectNode create(ObjectNode input) {
    ObjectNode request = input.withObjectProperty("CreateApplicationRequest");
    Map<String, String> tags = new HashMap<>();
    request
        .path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    App app = apps.create(request.path("Name").asText(), tags);
    return Answer.of("ApplicationResponse", app.response());
  }

  private ObjectNode list(ObjectNode input) {
    return Answer.of("ApplicationsResponse", Page.of(input, apps.all(), App::id, App::response));
  }

  private ObjectNode delete(ObjectNode input) {
    App app = apps.delete(input.path("ApplicationId").asText());
    jobs.forget(app.id());
    return Answer.of("ApplicationResponse", app.response());
  }

  /** No channel is ever enabled: nothing is sent from here. */
  private ObjectNode channels(ObjectNode input) {
    app(input);
    ObjectNode channels = JsonNodeFactory.instance.objectNode();
    channels.putObject("Channels");
    return Answer.of("ChannelsResponse", channels);
  }
}
