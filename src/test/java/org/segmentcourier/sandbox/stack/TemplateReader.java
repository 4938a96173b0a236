package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads CloudFormation's YAML (of which JSON is a part) into a tree without tags. */
final class TemplateReader {

  /** Functions whose short form is not their long form's name with {@code Fn::} before it. */
  private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");

  private final ObjectMapper json;

  TemplateReader(ObjectMapper json) {
    this.json = json;
  }

  ObjectNode read(String text) {
    try {
      Object tree = new Yaml(new ShortForms()).load(text);
      if (tree instanceof Map) {
        return json.valueToTree(tree);
      }
    } catch (YAMLException e) {
      throw new TemplateException("template", "is no YAML that can be read: " + e.getMessage());
    }
    throw new TemplateException("template", "must be a mapping with a section Resources");
  }

  private static final class ShortForms extends SafeConstructor {

    ShortForms() {
      super(options());
      yamlMultiConstructors.put("!", new ShortForm());
      // Dates stay the text that they are: 2010-09-09 is a version.
      yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
    }

    private static LoaderOptions options() {
      var options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      return options;
    }

    private final class ShortForm extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String function = node.getTag().getValue().substring(1);
        String name = WITHOUT_PREFIX.contains(function) ? function : "Fn::" + function;
        return Map.of(name, argument(function, node));
      }

      private Object argument(String function, Node node) {
        if (node instanceof ScalarNode scalar) {
          String text = scalar.getValue();
          int dot = text.indexOf('.');
          return function.equals("GetAtt") && dot > 0
              ? List.of(text.substring(0, dot), text.substring(dot + 1))
              : text;
        }
        return node instanceof SequenceNode sequence
            ? constructSequence(sequence)
            : constructMapping((MappingNode) node);
      }
    }
  }
}
