package org.segmentcourier.branch.check;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.spi.UriParam;
import org.segmentcourier.branch.BranchOptions;
import org.segmentcourier.text.FailedAt;
import org.segmentcourier.text.Nearest;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Finds out where in a file it stands that Camel failed at, and says why in one line. Camel knows a
 * step at best; what its message quotes is looked for from there on.
 */
final class Blame {

  private static final Pattern OF_BRANCH = Pattern.compile("^branch '([^']+)': ");
  private static final Pattern UNKNOWN = Pattern.compile("Unknown parameters=\\[\\{(.*?)}]");

  /** An option, and its value. */
  private static final Pattern OPTION = Pattern.compile("(\\w+) '([^']+)'");

  /** What a message quotes of a file. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "'([^']+)'|registry for: (\\S+)|with name: (\\S+)|with key \\[([^\\]]+)]|function: (\\S+)");

  /** A list of so few choices is read; of a longer one, the nearest is enough. */
  private static final int FEW = 12;

  private final CamelContext context;

  /**
   * @param context in which it failed
   */
  Blame(CamelContext context) {
    this.context = context;
  }

  /**
   * What of a file may be to blame.
   *
   * @param route none: the file
   * @param line where the step begins
   * @param text that certainly is
   * @param template which one the route is made from, and where that is
   */
  record Part(
      RouteFile file,
      Optional<Node> route,
      int line,
      Optional<String> text,
      Optional<String> template) {

    Part(RouteFile file) {
      this(file, Optional.empty(), 1, Optional.empty(), Optional.empty());
    }

    Part(RouteFile file, Node route) {
      this(
          file,
          Optional.of(route),
          Place.of(file, route).line(),
          Optional.empty(),
          Optional.empty());
    }

    /** What stands further below. */
    Part from(int other) {
      return new Part(file, route, other, text, template);
    }

    Part with(String other) {
      return new Part(file, route, line, Optional.ofNullable(other), template);
    }

    Part madeFrom(String id, String location) {
      var where = "template '%s' of %s".formatted(id, location.replaceFirst("^file:", ""));
      return new Part(file, route, line, text, Optional.of(where));
    }

    /** The value of the option that a message names before it quotes it. */
    private Optional<ScalarNode> valueOfOption(String message) {
      return OPTION
          .matcher(message)
          .results()
          .flatMap(
              found ->
                  route.stream()
                      .flatMap(Yaml::pairs)
                      .filter(pair -> found.group(1).equals(Yaml.text(pair.getKeyNode())))
                      .filter(pair -> found.group(2).equals(Yaml.text(pair.getValueNode()))))
          .map(pair -> (ScalarNode) pair.getValueNode())
          .findFirst();
    }

    private List<ScalarNode> scalars() {
      return route.stream()
          .flatMap(node -> Yaml.scalars(node).stream())
          .filter(scalar -> Place.of(file, scalar).line() >= line)
          .toList();
    }
  }

  Finding find(Part part, Throwable failure) {
    var why = why(failure);
    var scalars = part.scalars();
    var exact =
        Stream.of(
                part.text().stream().flatMap(text -> with(scalars, text::equals)),
                part.valueOfOption(why).stream(),
                quoted(why).flatMap(text -> with(scalars, text::equals)),
                quoted(why).flatMap(text -> with(scalars, value -> value.contains(text))),
                addresses(why).flatMap(text -> with(scalars, text::equals)),
                addresses(why).flatMap(text -> with(scalars, value -> value.contains(text))),
                part.text().stream().flatMap(text -> with(scalars, Contents.path(text)::equals)))
            .flatMap(found -> found)
            .findFirst();
    var place =
        exact
            .or(() -> scalars.stream().findFirst())
            .map(scalar -> Place.of(part.file(), scalar))
            .orElse(new Place(part.file(), part.line(), 1));
    var template = exact.isPresent() ? Optional.<String>empty() : part.template();
    return place.finding("%s%s", why, template.map(" (%s)"::formatted).orElse(""));
  }

  /** Texts of a file that a message quotes. */
  private static Stream<String> quoted(String message) {
    var rest = OF_BRANCH.matcher(message).replaceFirst("");
    return QUOTED.matcher(rest).results().map(Blame::group);
  }

  private static String group(MatchResult result) {
    return Stream.iterate(1, group -> group + 1)
        .limit(result.groupCount())
        .map(result::group)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** The branch that a message is about, as an address and as an id. */
  private static Stream<String> addresses(String message) {
    return OF_BRANCH
        .matcher(message)
        .results()
        .flatMap(found -> Stream.of("branch:" + found.group(1), found.group(1)));
  }

  private static Stream<ScalarNode> with(List<ScalarNode> scalars, Predicate<String> text) {
    return scalars.stream().filter(scalar -> text.test(scalar.getValue())).limit(1);
  }

  /** In one line, without what only Camel's own people need. */
  String why(Throwable failure) {
    var causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    // What a component says comes first; of what Camel says, the last is nearest to the cause.
    return causes.stream()
        .flatMap(cause -> explain(cause).stream())
        .findFirst()
        .or(() -> causes.stream().filter(Blame::isNotCamels).map(Blame::message).findFirst())
        .orElseGet(() -> message(causes.get(causes.size() - 1)))
        .replaceAll("@[0-9a-f]{4,}", "")
        .replaceAll("\\s*\\^?\\s*[\\r\\n]\\s*", " ")
        .strip();
  }

  private Optional<String> explain(Throwable cause) {
    if (cause instanceof SimpleIllegalSyntaxException syntax && syntax.getIndex() >= 0) {
      return Optional.of(
          "%s, at character %d of the expression"
              .formatted(syntax.getShortMessage(), syntax.getIndex() + 1));
    }
    if (cause instanceof StackOverflowError) {
      return Optional.of("it is nested too deeply");
    }
    if (cause instanceof ResolveEndpointFailedException unresolved) {
      return UNKNOWN
          .matcher(message(cause))
          .results()
          .findFirst()
          .map(found -> unknownOptions(component(unresolved.getUri()), found.group(1)));
    }
    if (cause instanceof NoSuchEndpointException missing) {
      return Optional.of(component(missing.getUri()))
          .filter(component -> context.getComponent(component) == null)
          .map(Components::missing);
    }
    return Optional.empty();
  }

  /** Nor only says where. */
  private static boolean isNotCamels(Throwable cause) {
    return !cause.getClass().getName().startsWith("org.apache.camel.")
        && !(cause instanceof FailedAt);
  }

  private static String message(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  /** The component that an address begins with. */
  static String component(String uri) {
    return uri.replaceFirst("[:?].*", "");
  }

  /**
   * @param options as Camel lists them, with their values
   */
  private String unknownOptions(String component, String options) {
    return Arrays.stream(options.split(", "))
        .map(option -> unknownOption(component, option.replaceFirst("=.*", "")))
        .collect(Collectors.joining("; "));
  }

  private String unknownOption(String component, String name) {
    var known = options(component);
    var right =
        known.size() <= FEW && !known.isEmpty()
            ? "; it must be " + Nearest.oneOf(known, name)
            : Nearest.to(name, known).map("; did you mean %s?"::formatted).orElse("");
    return "%s has no option '%s'%s".formatted(component, name, right);
  }

  private List<String> options(String component) {
    var factory = context.getCamelContextExtension().getEndpointUriFactory(component);
    if (factory != null) {
      return factory.propertyNames().stream().sorted().toList();
    }
    return component.equals("branch")
        ? Arrays.stream(BranchOptions.class.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(UriParam.class))
            .map(Field::getName)
            .sorted()
            .toList()
        : List.of();
  }
}
