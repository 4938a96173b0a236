package org.segmentcourier.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.text.Nearest;

/** An object that has only known members, and all that are required. */
final class ObjectCheck implements Check {

  private final Map<String, Check> members;
  private final List<String> required;

  ObjectCheck() {
    this(Map.of(), List.of());
  }

  private ObjectCheck(Map<String, Check> members, List<String> required) {
    this.members = members;
    this.required = required;
  }

  /** The same with one member more; it replaces one of that name. */
  ObjectCheck optional(String member, Check check) {
    var more = new LinkedHashMap<>(members);
    more.put(member, check);
    return new ObjectCheck(more, required);
  }

  /** The same with one member more that can't be left out. */
  ObjectCheck required(String member, Check check) {
    var more = new ArrayList<>(required);
    more.add(member);
    return new ObjectCheck(optional(member, check).members, more);
  }

  /** The same, but a member that it knows already can't be left out. */
  ObjectCheck required(String member) {
    return required(member, members.get(member));
  }

  @Override
  public void check(JsonNode found, String path, ConfigFindings findings) {
    if (!found.isObject()) {
      findings.error(path, found, "an object with " + String.join(", ", members.keySet()));
      return;
    }
    for (var member : found.properties()) {
      checkMember(member.getKey(), member.getValue(), path, findings);
    }
    for (String member : required) {
      if (!found.has(member)) {
        findings.error(path + "." + member, "nothing", "a value, since this key is required");
      }
    }
  }

  private void checkMember(String member, JsonNode value, String path, ConfigFindings findings) {
    String at =
        member.matches("[A-Za-z_][A-Za-z0-9_]*")
            ? path + "." + member
            : path + "['" + member + "']";
    if (!members.containsKey(member)) {
      findings.error(at, "an unknown key", expectedInsteadOf(member));
    } else if (value.isNull()) {
      findings.error(at, "null", "a value, or that the key is left out");
    } else {
      members.get(member).check(value, at, findings);
    }
  }

  private String expectedInsteadOf(String member) {
    return Nearest.oneOf(members.keySet(), member);
  }
}
