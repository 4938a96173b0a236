package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * A CloudFormation template as a tree, short-form tags already written out ({@code !Ref X} is
 * {@code {"Ref": "X"}}). Nothing in it is resolved yet.
 */
public record Template(ObjectNode root) {

  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Rules",
          "Conditions",
          "Resources",
          "Outputs");

  /**
   * Parses a template in YAML or JSON.
   *
   * @throws TemplateException if it is neither, or has a section that the sandbox doesn't know
   */
  public static Template parse(String text) {
    var template = new Template(new TemplateReader(new ObjectMapper()).read(text));
    var sections = List.copyOf(template.root.properties());
    for (var section : sections) {
      if (!SECTIONS.contains(section.getKey())) {
        throw new TemplateException(
            section.getKey(), "the sandbox does not know this section; it knows " + SECTIONS);
      }
    }
    if (template.section("Resources").isEmpty()) {
      throw new TemplateException("Resources", "a template must have at least one resource");
    }
    return template;
  }

  /** A section's members; none if the template does not have the section. */
  ObjectNode section(String name) {
    JsonNode section = root.path(name);
    if (section.isMissingNode()) {
      return root.objectNode();
    }
    if (section instanceof ObjectNode members) {
      return members;
    }
    throw new TemplateException(name, "must be a mapping");
  }
}
