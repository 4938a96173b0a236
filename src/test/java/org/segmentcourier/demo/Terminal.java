package org.segmentcourier.demo;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Locale;

/**
 * What the demo says: a line for each thing that has happened, after the seconds since the start.
 * On a terminal, one more line at the end says what is awaited; in a file that would be noise, so
 * there it is only said now and then.
 */
final class Terminal {

  private static final Duration SAID_NOW_AND_THEN = Duration.ofSeconds(10);

  private final PrintStream out;
  private final boolean interactive;
  private final long start = System.nanoTime();
  private long lastLine = start;
  private boolean waiting;

  Terminal(PrintStream out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /** Standard output; with colours and a progress line if that is a terminal. */
  static Terminal standard() {
    return new Terminal(System.out, isTerminal() && System.getenv("NO_COLOR") == null);
  }

  synchronized void title(String text) {
    clear();
    out.println();
    out.println(bold(text));
    out.println();
  }

  /** Something has happened. */
  synchronized void happened(String subject, String text) {
    clear();
    out.printf(
        Locale.ROOT, "  %6.1f s  %s  %s%n", seconds(), bold("%-12s".formatted(subject)), text);
    lastLine = System.nanoTime();
  }

  /** Something is awaited; replaces what was awaited before. */
  synchronized void awaits(String text) {
    if (interactive) {
      int most = 100;
      var line = text.length() > most ? text.substring(0, most - 1) + "…" : text;
      out.printf(Locale.ROOT, "\r\033[K  %6.1f s  \033[2m… %s\033[0m", seconds(), line);
      out.flush();
      waiting = true;
    } else if (System.nanoTime() - lastLine > SAID_NOW_AND_THEN.toNanos()) {
      happened("…", text);
    }
  }

  /** Plain lines, indented by two. */
  synchronized void say(String text) {
    clear();
    text.lines().forEach(line -> out.println(line.isBlank() ? "" : "  " + line));
  }

  synchronized void blank() {
    clear();
    out.println();
  }

  /** The seconds since the start. */
  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private void clear() {
    if (waiting) {
      out.print("\r\033[K");
      waiting = false;
    }
  }

  private String bold(String text) {
    return interactive ? "\033[1m" + text + "\033[0m" : text;
  }

  /** Since Java 22 there may be a console where there is no terminal; it can be asked. */
  private static boolean isTerminal() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) console.getClass().getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
