package org.segmentcourier.branch.check;

import java.util.List;
import java.util.stream.Collectors;

/** Files of routes that the application does not start with. */
public final class BadRoutes extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final List<String> lines;

  /**
   * @param findings what is wrong with them
   */
  public BadRoutes(List<Finding> findings) {
    super(
        findings.stream()
            .map(Finding::toString)
            .collect(Collectors.joining("\n  ", "files of routes can't be used:\n  ", "")));
    lines = findings.stream().map(Finding::toString).toList();
  }

  /**
   * @param line why the files can't be read at all
   */
  public BadRoutes(String line, Throwable cause) {
    super(line, cause);
    lines = List.of(line);
  }

  /** All that is wrong, a line each. */
  public List<String> lines() {
    return lines;
  }
}
