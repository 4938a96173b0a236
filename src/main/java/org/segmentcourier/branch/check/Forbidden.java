package org.segmentcourier.branch.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must not be in a file of branches, wherever it stands: what runs programs, makes objects or
 * reads files; and what has a hand-over count as done that isn't.
 */
final class Forbidden {

  /** What needs a place in the list of components, since it runs code. */
  private static final Map<String, String> RUNS =
      Map.of(
          "bean", "bean",
          "process", "bean",
          "method", "bean",
          "kamelet", "kamelet",
          "serviceCall", "service-call");

  private static final Set<String> SCRIPTS =
      Set.of(
          "csimple",
          "datasonnet",
          "groovy",
          "hl7terser",
          "java",
          "joor",
          "js",
          "mvel",
          "ognl",
          "python",
          "spel",
          "wasm");

  private static final String MAKES = "it makes an object of any class";
  private static final String EARLY =
      "the file would count as handed over, and be deleted, before it has done";
  private static final String THERE = "a branch is there as long as its file is";

  /** Why a key is not allowed. */
  private static final Map<String, String> KEYS =
      Map.of(
          "beans",
          MAKES,
          "beanType",
          MAKES,
          "wireTap",
          EARLY + "; 'to' and 'multicast' wait",
          "aggregate",
          EARLY + "; 'split' and 'multicast' can put together what comes of their parts",
          "resequence",
          EARLY,
          "deadLetterChannel",
          "a file that failed would count as handed over; without it, it is tried again",
          "precondition",
          THERE,
          "sample",
          "what it leaves out would count as handed over; 'filter' says what that is",
          "startupOrder",
          "all branches start before the first delivery, whatever their order");

  /** What a key has to say, if it is there. */
  private record Must(String value, String why) {}

  private static final Map<String, Must> MUST =
      Map.of(
          "autoStartup",
          new Must("true", THERE + "; to be without it, take the file away"),
          "disabled",
          new Must("false", "what a step does not do would count as done; take the step out"),
          "breakOnShutdown",
          new Must(
              "false", "what a loop has not done would count as done when the application stops"));

  private static final Set<String> SILENT =
      Set.of("ignoreInvalidEndpoint", "ignoreInvalidEndpoints");

  /** Of {@code direct:}: what nobody takes is no failure then. */
  private static final String TAKEN = "failIfNoConsumers";

  private static final Pattern NOT_TAKEN = Pattern.compile("[?&]" + TAKEN + "=(?!true\\b)");

  private static final Set<String> TIMED = Set.of("split", "multicast", "recipientList");

  /** At the beginning of an expression, or of one within it. */
  private static final Pattern RESOURCE =
      Pattern.compile("^\\s*(\\{\\{[^{}:]*:)?\\s*resource:|resource:[a-z]+:");

  private static final Pattern LOAD = Pattern.compile("\\{\\s*load\\s*\\(");
  private static final Pattern BEAN =
      Pattern.compile("\\$(simple)?\\{\\s*(?:bean|ref):(\\s*type:)?");

  private final Components components;

  Forbidden(Components components) {
    this.components = components;
  }

  /** Why a key must not be there, or not with this value. */
  Optional<String> key(String parent, String key, String value) {
    if (KEYS.containsKey(key)) {
      return Optional.of("'%s' is not allowed: %s".formatted(key, KEYS.get(key)));
    }
    if (SCRIPTS.contains(key)) {
      return Optional.of("'%s' is not allowed: it runs a program; 'simple' is".formatted(key));
    }
    if (SILENT.contains(key) && !value.equals("false")) {
      return Optional.of(nowhere(key));
    }
    if (key.equals("timeout") && TIMED.contains(parent)) {
      return Optional.of(
          "'timeout' is not allowed in %s: what takes longer would count as done"
              .formatted(parent));
    }
    var must = MUST.get(key);
    if (must != null && !value.equals(must.value())) {
      return Optional.of("'%s' must be %s: %s".formatted(key, must.value(), must.why()));
    }
    boolean runs =
        !RUNS.containsKey(parent) && RUNS.containsKey(key) && !components.allows(RUNS.get(key));
    return runs ? Optional.of(components.refusal(RUNS.get(key))) : Optional.empty();
  }

  /** Why an option of a component must not have this value. */
  Optional<String> option(String name, String value) {
    return TAKEN.equals(name) && !value.equals("true")
        ? Optional.of(nowhere(name + "=false"))
        : Optional.empty();
  }

  /**
   * Why a text must not be there.
   *
   * @param text as Camel would read it
   */
  List<String> text(String text) {
    var whys = new ArrayList<String>();
    if (text.contains("#class:")) {
      whys.add("'#class:' is not allowed: " + MAKES);
    }
    if (!components.allows("resource")) {
      if (RESOURCE.matcher(text).find()) {
        whys.add(reads("resource:"));
      } else if (LOAD.matcher(text).find()) {
        whys.add(reads("load()"));
      }
    }
    if (NOT_TAKEN.matcher(text).find()) {
      whys.add(nowhere(TAKEN + "=false"));
    }
    var bean = BEAN.matcher(text);
    if (bean.find()) {
      if (bean.group(2) != null) {
        whys.add("'bean:type:' is not allowed: " + MAKES);
      } else if (!components.allows("bean")) {
        whys.add(components.refusal("bean"));
      }
    }
    return whys;
  }

  private static String nowhere(String key) {
    return "'%s' is not allowed: what goes nowhere would count as handed over".formatted(key);
  }

  private static String reads(String what) {
    return ("'%s' is not allowed: it reads any file; the text itself is (and with resource in"
            + " routes.components, this is, too)")
        .formatted(what);
  }
}
