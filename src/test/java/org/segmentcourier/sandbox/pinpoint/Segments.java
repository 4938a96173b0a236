package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The imported segments of one project; who is in them lies in the store. */
final class Segments {

  private final Store store;
  private final Endpoints endpoints;
  private final String appId;
  private final String appArn;

  /** All versions of each segment, oldest first. */
  private final Map<String, List<Segment>> segments = new LinkedHashMap<>();

  Segments(Store store, Endpoints endpoints, String appId, String appArn) {
    this.store = store;
    this.endpoints = endpoints;
    this.appId = appId;
    this.appArn = appArn;
  }

  /**
   * Makes a segment.
   *
   * @param source the definition of the import that made it
   * @param channelCounts how many of its endpoints each channel has
   * @return its id
   */
  synchronized String create(
      String name,
      ObjectNode source,
      Members who,
      Map<String, Integer> channelCounts,
      Instant now) {
    String id = UUID.randomUUID().toString().replace("-", "");
    String arn = appArn + "/segments/" + id;
    add(
        new Segment(id, arn, appId, name, 1, now, now, source, (int) who.count(), channelCounts),
        who);
    return id;
  }

  /**
   * Adds endpoints to a segment, in a new version of it. That those of the version before stay in
   * is how the model words it ("update or add"); what Pinpoint does is not known. A segment that
   * was deleted meanwhile stays so.
   */
  synchronized void extend(String id, ObjectNode source, Members more, Instant now) {
    get(id)
        .ifPresent(
            before -> {
              Members all = members(before).and(more);
              add(
                  new Segment(
                      id,
                      before.arn(),
                      appId,
                      before.name(),
                      before.version() + 1,
                      before.created(),
                      now,
                      source,
                      (int) all.count(),
                      endpoints.channelCounts(all)),
                  all);
            });
  }

  private void add(Segment segment, Members who) {
    store.put(Map.of(key(segment), who.distances()));
    segments.computeIfAbsent(segment.id(), none -> new ArrayList<>()).add(segment);
  }

  /** A segment in its latest version. */
  synchronized Optional<Segment> get(String id) {
    return versions(id).stream().reduce((earlier, later) -> later);
  }

  synchronized List<Segment> versions(String id) {
    return List.copyOf(segments.getOrDefault(id, List.of()));
  }

  /** Every segment in its latest version, oldest first. */
  synchronized List<Segment> all() {
    return segments.values().stream().map(all -> all.get(all.size() - 1)).toList();
  }

  Members members(Segment segment) {
    return new Members(store.get(key(segment)));
  }

  synchronized void delete(String id) {
    store.removeAll(versionsKey(id));
    segments.remove(id);
  }

  private String key(Segment segment) {
    return versionsKey(segment.id()) + segment.version();
  }

  private String versionsKey(String id) {
    return appId + "/segments/" + id + "/";
  }
}
