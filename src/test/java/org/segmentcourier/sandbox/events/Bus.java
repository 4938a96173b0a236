package org.segmentcourier.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.event.ruler.Machine;

/** A bus and its rules. What a rule matches is decided by AWS's own engine. */
final class Bus {

  private final String name;
  private final String arn;
  private final Machine matcher = new Machine();
  private final Map<String, Rule> rules = new ConcurrentSkipListMap<>();

  Bus(String name, String arn) {
    this.name = name;
    this.arn = arn;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  /**
   * @throws IllegalArgumentException if the pattern is none
   */
  void add(Rule rule) {
    try {
      matcher.addRule(rule.name(), rule.pattern());
    } catch (IOException e) {
      throw new IllegalArgumentException("the event pattern can't be read: " + e.getMessage(), e);
    }
    rules.put(rule.name(), rule);
  }

  List<Rule> matching(JsonNode envelope) {
    try {
      return matcher.rulesForJSONEvent(envelope.toString()).stream().map(rules::get).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the matcher can't read an event of ours", e);
    } catch (Exception e) {
      throw new IllegalStateException("the matcher fails on an event of ours", e);
    }
  }
}
