package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A type in a service model. Shapes refer to each other, in circles too. */
final class Shape {

  /** What a value of the shape is. */
  enum Type {
    STRUCTURE,
    LIST,
    MAP,
    STRING,
    BLOB,
    BOOLEAN,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    TIMESTAMP
  }

  /** Where a member stands in a request. */
  enum Place {
    BODY,
    URI,
    QUERYSTRING
  }

  /**
   * A member of a structure; also a list's elements, a map's keys or its values.
   *
   * @param wireName what it is called in requests and answers
   */
  record Member(Shape shape, Place place, String wireName) {}

  /** The shape of the input or output of an operation that has none. */
  static final Shape NOTHING =
      new Shape(JsonNodeFactory.instance.objectNode().put("type", "structure"));

  private final JsonNode traits;
  private final Type type;
  private final List<String> required;
  private final List<String> values;
  private final Optional<Pattern> pattern;
  private final Map<String, Member> members = new LinkedHashMap<>();

  /**
   * @param traits as the model has them
   */
  Shape(JsonNode traits) {
    this.traits = traits;
    this.type = Type.valueOf(traits.get("type").asText().toUpperCase(Locale.ROOT));
    this.required = texts(traits.path("required"));
    this.values = texts(traits.path("enum"));
    this.pattern = Optional.ofNullable(traits.get("pattern")).map(p -> Pattern.compile(p.asText()));
  }

  /** Connects this shape with those that it names; it is of no use before. */
  void connect(Function<String, Shape> shapes) {
    traits
        .path("members")
        .properties()
        .forEach(m -> members.put(m.getKey(), member(m.getKey(), m.getValue(), shapes)));
    if (type != Type.STRUCTURE) {
      for (var part : List.of("member", "key", "value")) {
        if (traits.has(part)) {
          members.put(part, member(part, traits.get(part), shapes));
        }
      }
    }
  }

  private static Member member(String name, JsonNode traits, Function<String, Shape> shapes) {
    var place = traits.path("location").asText("body").toUpperCase(Locale.ROOT);
    return new Member(
        shapes.apply(traits.get("shape").asText()),
        Place.valueOf(place),
        traits.path("locationName").asText(name));
  }

  Type type() {
    return type;
  }

  /** A structure's members by their names in the model. */
  Map<String, Member> members() {
    return members;
  }

  List<String> required() {
    return required;
  }

  /** A list's elements. */
  Member element() {
    return members.get("member");
  }

  /** A map's keys. */
  Member key() {
    return members.get("key");
  }

  /** A map's values. */
  Member value() {
    return members.get("value");
  }

  /** The member that is the whole body, if there is one. */
  Optional<String> payload() {
    return Optional.ofNullable(traits.get("payload")).map(JsonNode::asText);
  }

  /** The values of an enumeration; empty if it is none. */
  List<String> values() {
    return values;
  }

  /** AWS takes only what matches as a whole, whether or not the pattern has anchors. */
  Optional<Pattern> pattern() {
    return pattern;
  }

  /** Smallest number, or least length of a text, list or map. */
  OptionalDouble min() {
    return number("min");
  }

  /** Largest number, or greatest length of a text, list or map. */
  OptionalDouble max() {
    return number("max");
  }

  /** The HTTP status of an error. */
  int errorStatus() {
    int usual = traits.path("fault").asBoolean() ? 500 : 400;
    return traits.path("error").path("httpStatusCode").asInt(usual);
  }

  /** The code of an error, if it isn't the shape's name. */
  Optional<String> errorCode() {
    return Optional.ofNullable(traits.path("error").get("code")).map(JsonNode::asText);
  }

  private OptionalDouble number(String trait) {
    return traits.has(trait)
        ? OptionalDouble.of(traits.get(trait).asDouble())
        : OptionalDouble.empty();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
