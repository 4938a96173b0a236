package org.segmentcourier.branch;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Camel's loader of routes in YAML; but what a branch has below {@code parameters} means what
 * stands there. Camel joins such values into the text of a URI as they are, and then a {@code +} in
 * a pattern is a blank, and what follows an {@code &} another option.
 */
public final class BranchYaml extends YamlRoutesBuilderLoader {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

  /** As in Camel's URIs, where nothing in it is special; here nothing is anyway. */
  private static final Pattern RAW = Pattern.compile("RAW(\\((.*)\\)|\\{(.*)})", Pattern.DOTALL);

  @Override
  protected RouteBuilder builder(YamlDeserializationContext context, Node root) {
    return super.builder(context, inAll(root));
  }

  /** All routes, and those of templates. */
  private static Node inAll(Node node) {
    if (node instanceof SequenceNode items) {
      return new SequenceNode(
          items.getTag(),
          true,
          items.getValue().stream().map(BranchYaml::inAll).toList(),
          items.getFlowStyle(),
          items.getStartMark(),
          items.getEndMark());
    }
    return with(
        with(with(node, "from", BranchYaml::inFrom), "route", BranchYaml::inAll),
        "routeTemplate",
        BranchYaml::inAll);
  }

  private static Node inFrom(Node from) {
    boolean isBranch =
        value(from, "uri") instanceof ScalarNode uri && uri.getValue().startsWith("branch:");
    return isBranch ? with(from, "parameters", BranchYaml::inParameters) : from;
  }

  private static Node inParameters(Node parameters) {
    return parameters instanceof MappingNode mapping
        ? copy(
            mapping,
            mapping.getValue().stream()
                .map(option -> new NodeTuple(option.getKeyNode(), encoded(option.getValueNode())))
                .toList())
        : parameters;
  }

  private static Node encoded(Node option) {
    return option instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
        ? new ScalarNode(
            Tag.STR,
            true,
            encoded(scalar.getValue()),
            scalar.getScalarStyle(),
            scalar.getStartMark(),
            scalar.getEndMark())
        : option;
  }

  /** Placeholders stay, so that each route of a template has its own values. */
  private static String encoded(String written) {
    var raw = RAW.matcher(written);
    var text = raw.matches() ? raw.replaceFirst("$2$3") : written;
    var encoded = new StringBuilder();
    var placeholder = PLACEHOLDER.matcher(text);
    int end = 0;
    while (placeholder.find()) {
      encoded
          .append(Encoded.encode(text.substring(end, placeholder.start())))
          .append("{{%s:%s}}".formatted(Encoded.NAME, placeholder.group(1)));
      end = placeholder.end();
    }
    return encoded.append(Encoded.encode(text.substring(end))).toString();
  }

  private static Node value(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(tuple -> is(tuple, key))
            .map(NodeTuple::getValueNode)
            .findFirst()
            .orElse(null)
        : null;
  }

  /** The same with another value for a key, if it has it; an alias elsewhere keeps what it has. */
  private static Node with(Node node, String key, UnaryOperator<Node> change) {
    return value(node, key) == null
        ? node
        : copy(
            (MappingNode) node,
            ((MappingNode) node)
                .getValue().stream()
                    .map(
                        tuple ->
                            is(tuple, key)
                                ? new NodeTuple(
                                    tuple.getKeyNode(), change.apply(tuple.getValueNode()))
                                : tuple)
                    .toList());
  }

  private static boolean is(NodeTuple tuple, String key) {
    return tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
  }

  private static MappingNode copy(MappingNode mapping, List<NodeTuple> value) {
    return new MappingNode(
        mapping.getTag(),
        true,
        value,
        mapping.getFlowStyle(),
        mapping.getStartMark(),
        mapping.getEndMark());
  }
}
