package org.segmentcourier;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.segmentcourier.branch.check.BadRoutes;
import org.segmentcourier.operation.ManagementPort;
import org.segmentcourier.settings.BadSettings;

/** What an operator can mend when the application does not start. */
final class Mendable {

  /** Where an operator sets an option of Camel. */
  private static final String WHERE = "(config/application.properties, or the environment)";

  /** How Camel marks a step in what it says. */
  private static final Pattern STEP = Pattern.compile(">>> (.*?) <<<");

  private Mendable() {}

  /**
   * What is wrong and what would be right, a line each; none if it is not known.
   *
   * @param context what was to start; null if it did not get so far
   */
  static List<String> in(Exception failure, CamelContext context) {
    if (failure instanceof BadSettings settings) {
      return settings.errors();
    }
    if (failure instanceof BadRoutes routes) {
      return routes.lines();
    }
    if (failure instanceof ManagementPort.Taken) {
      return List.of(failure.getMessage());
    }
    return byCamel(failure).or(() -> ofRoute(failure, context)).map(List::of).orElse(List.of());
  }

  /** What is wrong with an operator's route; what is with a shipped one is ours to mend. */
  private static Optional<String> ofRoute(Exception e, CamelContext context) {
    return causes(e).flatMap(cause -> line(cause, context).stream()).findFirst();
  }

  private static Optional<String> line(Throwable cause, CamelContext context) {
    if (cause instanceof FailedToCreateRouteException route) {
      return line(route.getRouteId(), context, route);
    }
    if (cause instanceof FailedToStartRouteException route) {
      return line(route.getRouteId(), context, route);
    }
    return Optional.empty();
  }

  private static Optional<String> line(String route, CamelContext context, Exception failure) {
    return file(route, context)
        .filter(location -> location.startsWith("file:"))
        .map(location -> line(route, location, failure));
  }

  private static String line(String route, String location, Exception failure) {
    var bottom = causes(failure).reduce((above, below) -> below).orElseThrow();
    var step = STEP.matcher(String.valueOf(failure.getMessage()));
    return "route %s (%s)%s: %s"
        .formatted(
            route,
            location,
            step.find() ? ", step " + step.group(1) : "",
            inOneLine(String.valueOf(bottom.getMessage())));
  }

  private static Optional<String> file(String route, CamelContext context) {
    return Optional.ofNullable(context)
        .map(one -> one.getCamelContextExtension().getContextPlugin(Model.class))
        .map(model -> model.getRouteDefinition(route))
        .map(RouteDefinition::getResource)
        .map(Resource::getLocation);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /** Without the mark below the text that a message may quote. */
  private static String inOneLine(String message) {
    return message.replaceAll("\\s*\\^?\\s*[\\r\\n]\\s*", " ").strip();
  }

  /** What Camel says of an option of its own. */
  private static Optional<String> byCamel(Exception e) {
    if (e instanceof PropertyBindingException option) {
      return Optional.of(
          "%s%s = '%s' %s: Camel has no such option, or it takes no such value"
              .formatted(
                  option.getOptionPrefix(), option.getOptionKey(), option.getValue(), WHERE));
    }
    // An empty value, or a component that is not there: Camel has no type of its own for these.
    return Optional.ofNullable(e.getMessage())
        .filter(message -> message.startsWith("Error configuring property"))
        .map(message -> message + " " + WHERE);
  }
}
