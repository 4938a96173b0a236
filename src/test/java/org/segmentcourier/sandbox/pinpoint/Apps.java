package org.segmentcourier.sandbox.pinpoint;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.segmentcourier.sandbox.AwsError;

/** All projects of the account. */
final class Apps {

  /** Source: the quotas page of Pinpoint's developer guide. */
  private static final int APPS_PER_ACCOUNT = 100;

  private final Store store;
  private final Clock clock;
  private final String arnPrefix;
  private final Map<String, App> apps = new LinkedHashMap<>();

  Apps(Store store, Clock clock, String arnPrefix) {
    this.store = store;
    this.clock = clock;
    this.arnPrefix = arnPrefix;
  }

  synchronized App create(String name, Map<String, String> tags) {
    if (name.isBlank() || name.length() > 64) {
      throw new AwsError("BadRequestException", "Name must have 1 to 64 characters");
    }
    if (apps.size() >= APPS_PER_ACCOUNT) {
      throw new AwsError(
          "BadRequestException", "there are " + APPS_PER_ACCOUNT + " projects already");
    }
    String id = UUID.randomUUID().toString().replace("-", "");
    String arn = arnPrefix + "apps/" + id;
    Endpoints endpoints = new Endpoints(store, id, clock);
    Segments segments = new Segments(store, endpoints, id, arn);
    App app = new App(id, arn, name, Map.copyOf(tags), clock.instant(), endpoints, segments);
    apps.put(id, app);
    return app;
  }

  synchronized App get(String id) {
    App app = apps.get(id);
    if (app == null) {
      throw new AwsError("NotFoundException", "Resource not found: application " + id);
    }
    return app;
  }

  synchronized List<App> all() {
    return new ArrayList<>(apps.values());
  }

  synchronized App delete(String id) {
    App app = get(id);
    apps.remove(id);
    store.removeAll(id + "/");
    return app;
  }
}
