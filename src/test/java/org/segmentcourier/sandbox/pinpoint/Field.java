package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * One thing that an import file may say of an endpoint. Source: "Endpoint attributes" in the user
 * guide's page on importing segments; names are case-sensitive.
 *
 * @param groups the objects that it lies in, such as {@code User} and {@code UserAttributes}
 * @param name without the groups
 */
record Field(List<String> groups, String name, Kind kind) {

  /** What the values of a field are like. */
  enum Kind {
    TEXT,
    NUMBER,
    /** Text, any number of times. */
    TEXTS,
    /**
     * Only the service says it; it stands in an exported file and is passed over in an import. That
     * EndpointStatus can't be imported is documented; what becomes of the others is not.
     */
    PASSED_OVER,
    /** Not known. What Pinpoint does about such a name is not documented; here it is an error. */
    UNKNOWN
  }

  private static final List<String> GROUPS =
      List.of("User.UserAttributes", "User", "Attributes", "Metrics", "Demographic", "Location");

  private static final Set<String> PLAIN =
      Set.of("Address", "ChannelType", "EffectiveDate", "Id", "OptOut", "RequestId");
  private static final Set<String> SERVICE =
      Set.of("ApplicationId", "CohortId", "CreationDate", "EndpointStatus");
  private static final Set<String> DEMOGRAPHIC =
      Set.of(
          "AppVersion",
          "Locale",
          "Make",
          "Model",
          "ModelVersion",
          "Platform",
          "PlatformVersion",
          "Timezone");
  private static final Set<String> PLACE = Set.of("City", "Country", "PostalCode", "Region");
  private static final Set<String> COORDINATES = Set.of("Latitude", "Longitude");

  static boolean isGroup(String path) {
    return GROUPS.contains(path);
  }

  /**
   * The field of this name.
   *
   * @param path as in a CSV header, such as {@code User.UserAttributes.Age}
   */
  static Field of(String path) {
    for (String group : GROUPS) {
      if (path.startsWith(group + ".")) {
        String name = path.substring(group.length() + 1);
        return new Field(List.of(group.split("\\.")), name, kind(group, name));
      }
    }
    return new Field(List.of(), path, kind("", path));
  }

  private static Kind kind(String group, String name) {
    return switch (group) {
      case "User.UserAttributes", "Attributes" -> name.isEmpty() ? Kind.UNKNOWN : Kind.TEXTS;
      case "Metrics" -> name.isEmpty() ? Kind.UNKNOWN : Kind.NUMBER;
      case "User" -> name.equals("UserId") ? Kind.TEXT : Kind.UNKNOWN;
      case "Demographic" -> DEMOGRAPHIC.contains(name) ? Kind.TEXT : Kind.UNKNOWN;
      case "Location" ->
          PLACE.contains(name)
              ? Kind.TEXT
              : COORDINATES.contains(name) ? Kind.NUMBER : Kind.UNKNOWN;
      default ->
          PLAIN.contains(name)
              ? Kind.TEXT
              : SERVICE.contains(name) ? Kind.PASSED_OVER : Kind.UNKNOWN;
    };
  }

  String path() {
    return groups.isEmpty() ? name : String.join(".", groups) + "." + name;
  }

  /** Sets this field of an endpoint, or adds to it, from the text of a CSV value. */
  void set(ObjectNode endpoint, String value) throws Refusal {
    ObjectNode parent = endpoint;
    for (String group : groups) {
      parent = parent.withObjectProperty(group);
    }
    switch (kind) {
      case TEXT -> parent.put(name, value);
      case TEXTS -> parent.withArrayProperty(name).add(value);
      case NUMBER -> parent.put(name, number(value));
      default -> {}
    }
  }

  private double number(String value) throws Refusal {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new Refusal(path() + " is " + value + ", but must be a number");
    }
  }
}
