package org.segmentcourier.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.endpoint.UserEndpoints;
import org.segmentcourier.segment.UserBatch;

/** An endpoint directory in memory. */
public final class KnownUsers implements EndpointSource {

  private final Map<String, List<Endpoint>> users = new ConcurrentHashMap<>();
  private final int number;
  private final AtomicInteger batches = new AtomicInteger();
  private Function<String, List<Endpoint>> rule = user -> List.of();
  private RuntimeException failure;
  private long expected;
  private RuntimeException absence;

  /** Whoever is asked at the moment. */
  public KnownUsers() {
    this(0);
  }

  /**
   * @param number of the snapshot of a directory, from 1: the greater ones know better
   */
  KnownUsers(int number) {
    this.number = number;
  }

  void add(String user, Endpoint... endpoints) {
    users.put(user, Arrays.asList(endpoints));
  }

  /** What every other user has. */
  void others(Function<String, List<Endpoint>> rule) {
    this.rule = rule;
  }

  void failWith(RuntimeException failure) {
    this.failure = failure;
  }

  /** There is nobody to ask. */
  void beAbsent(RuntimeException absence) {
    this.absence = absence;
  }

  void clear() {
    absence = null;
    users.clear();
    rule = user -> List.of();
    failure = null;
    batches.set(0);
  }

  /** How many users were announced at last. */
  long expected() {
    return expected;
  }

  int batches() {
    return batches.get();
  }

  public static Endpoint email(String id) {
    return new Endpoint(id, "EMAIL", false, true);
  }

  public static Endpoint sms(String id) {
    return new Endpoint(id, "SMS", false, true);
  }

  @Override
  public void check() {
    if (absence != null) {
      throw absence;
    }
  }

  @Override
  public String name() {
    return number == 0 ? "known" : "known " + number;
  }

  @Override
  public boolean isOvertakenBy(EndpointSource other) {
    return other instanceof KnownUsers users && users.number > number;
  }

  @Override
  public boolean hasMadeIds() {
    return false;
  }

  @Override
  public byte[][][] values(EndpointBatch found, List<String> columns) {
    return found.values(columns);
  }

  @Override
  public boolean asksOneByOne() {
    return number == 0;
  }

  @Override
  public void expect(long users) {
    expected = users;
  }

  @Override
  public EndpointBatch find(UserBatch batch) {
    batches.incrementAndGet();
    if (failure != null) {
      throw failure;
    }
    return EndpointBatch.of(
        batch,
        batch.users().stream()
            .map(user -> new UserEndpoints(user, users.getOrDefault(user, rule.apply(user))))
            .toList());
  }
}
