package org.segmentcourier;

import java.util.List;
import java.util.Optional;
import org.apache.camel.PropertyBindingException;
import org.segmentcourier.operation.ManagementPort;
import org.segmentcourier.settings.BadSettings;

/** What an operator can mend when the application does not start. */
final class Mendable {

  /** Where an operator sets an option of Camel. */
  private static final String WHERE = "(config/application.properties, or the environment)";

  private Mendable() {}

  /** What is wrong and what would be right, a line each; none if it is not known. */
  static List<String> in(Exception failure) {
    if (failure instanceof BadSettings settings) {
      return settings.errors();
    }
    if (failure instanceof ManagementPort.Taken) {
      return List.of(failure.getMessage());
    }
    return byCamel(failure).map(List::of).orElse(List.of());
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
