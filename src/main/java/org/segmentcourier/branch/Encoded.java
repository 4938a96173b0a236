package org.segmentcourier.branch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;

/**
 * Text on its way through an address of Camel's, from the file to the option: characters that mean
 * something there have a number instead. (Camel decodes {@code %26} before it looks for an {@code
 * &}, so the usual way does not help.)
 *
 * <p>In a placeholder, {@code {{encoded:segments}}} is what {@code {{segments}}} stands for.
 */
public final class Encoded implements PropertiesFunction, CamelContextAware {

  static final String NAME = "encoded";

  private static final Pattern SPECIAL = Pattern.compile("[&+%(){}#?~\\\\\\p{Cntrl}]|^ | $");
  private static final Pattern NUMBER = Pattern.compile("~u([0-9a-f]{4})~");

  /** A backslash among the last two characters would be taken for one before a brace. */
  private static final String END = "..";

  private CamelContext context;

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    context = camelContext;
  }

  @Override
  public String getName() {
    return NAME;
  }

  /** Null if it stands for nothing and may do so. */
  @Override
  public String apply(String placeholder) {
    var filled = context.resolvePropertyPlaceholders("{{" + placeholder + "}}" + END);
    var value = filled.substring(0, filled.length() - END.length());
    return value.isEmpty() && placeholder.startsWith("?") ? null : encode(value);
  }

  static String encode(String text) {
    return SPECIAL
        .matcher(text)
        .replaceAll(found -> "~u%04x~".formatted((int) found.group().charAt(0)));
  }

  static String decode(String text) {
    return NUMBER
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }
}
