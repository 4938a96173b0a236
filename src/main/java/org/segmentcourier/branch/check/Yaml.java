package org.segmentcourier.branch.check;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** YAML as a tree whose nodes know their places, read with the parser that Camel uses. */
final class Yaml {

  /** Deeper than any route; and than the stack, if an alias contains itself. */
  private static final int DEEPEST = 200;

  private static final String NO_YAML = "this is no YAML";
  private static final String TOO_DEEP = "nested too deeply, or in itself";

  private Yaml() {}

  /**
   * Reads a file.
   *
   * @throws Unreadable if it can't be read, or is no YAML
   */
  static Optional<Node> read(RouteFile file) {
    if (file.fault().isPresent()) {
      throw new Unreadable(new Place(file, 1, 1), "can't be read", file.fault().get());
    }
    var settings = LoadSettings.builder().setLabel(file.location()).build();
    try {
      var reader =
          new StreamReader(
              settings, new YamlUnicodeReader(new ByteArrayInputStream(file.content())));
      var root = new Composer(settings, new ParserImpl(settings, reader)).getSingleNode();
      root.ifPresent(node -> flat(file, node, 0));
      return root;
    } catch (MarkedYamlEngineException e) {
      var place = e.getProblemMark().map(mark -> Place.of(file, mark));
      throw new Unreadable(place.orElse(new Place(file, 1, 1)), NO_YAML, why(e));
    } catch (YamlEngineException e) {
      throw new Unreadable(new Place(file, 1, 1), NO_YAML, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      throw new Unreadable(new Place(file, 1, 1), NO_YAML, TOO_DEEP);
    }
  }

  private static String why(MarkedYamlEngineException e) {
    var context = Optional.ofNullable(e.getContext()).map(text -> text + ", ").orElse("");
    var since =
        e.getContextMark().map(Mark::getLine).map(line -> " (begun in line " + (line + 1) + ")");
    return context + e.getProblem() + since.orElse("");
  }

  private static void flat(RouteFile file, Node node, int depth) {
    if (depth > DEEPEST) {
      throw new Unreadable(Place.of(file, node), NO_YAML, TOO_DEEP);
    }
    children(node).forEach(child -> flat(file, child, depth + 1));
  }

  /** A file that can't be read as YAML. */
  static final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    private Unreadable(Place place, String what, String why) {
      super(why);
      finding = place.finding("%s: %s", what, why.replaceAll("\\s+", " ").strip());
    }

    Finding finding() {
      return finding;
    }
  }

  /** What a mapping has for a key. */
  static Optional<Node> get(Node node, String key) {
    return tuples(node).stream()
        .filter(tuple -> key.equals(text(tuple.getKeyNode())))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }

  /** The text that a mapping has for a key. */
  static Optional<String> text(Node node, String key) {
    return get(node, key).map(Yaml::text);
  }

  /** The pairs of a mapping; none of anything else. */
  static List<NodeTuple> tuples(Node node) {
    return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
  }

  /** The items of a list; none of anything else. */
  static List<Node> items(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
  }

  /** The text of a scalar; null of anything else. */
  static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  /** All scalars of a tree, keys among them, as they stand in the file. */
  static List<ScalarNode> scalars(Node node) {
    var scalars = new ArrayList<ScalarNode>();
    collect(node, scalars);
    return scalars;
  }

  private static void collect(Node node, List<ScalarNode> scalars) {
    if (node instanceof ScalarNode scalar) {
      scalars.add(scalar);
    }
    children(node).forEach(child -> collect(child, scalars));
  }

  /** All pairs of a tree, as they stand in the file. */
  static Stream<NodeTuple> pairs(Node node) {
    return Stream.concat(tuples(node).stream(), children(node).flatMap(Yaml::pairs));
  }

  private static Stream<Node> children(Node node) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
        : items(node).stream();
  }
}
