package org.segmentcourier.branch.check;

import java.util.Comparator;

/**
 * Something that is wrong in a file of routes.
 *
 * @param line counted from 1, as {@code column} is
 * @param what is wrong, and what would be right
 */
public record Finding(RouteFile file, int line, int column, String what)
    implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.file().location())
          .thenComparingInt(Finding::line)
          .thenComparingInt(Finding::column)
          .thenComparing(Finding::what);

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Finding finding && compareTo(finding) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * line + what.hashCode();
  }

  /** As compilers write it, so that editors can jump there. */
  @Override
  public String toString() {
    return "%s:%d:%d: %s".formatted(file.location(), line, column, what);
  }
}
