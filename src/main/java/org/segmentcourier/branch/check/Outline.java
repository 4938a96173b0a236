package org.segmentcourier.branch.check;

import java.util.Set;

/**
 * What a file has that is changed with it.
 *
 * @param routes ids
 * @param templates ids of those in the file
 * @param branches ids
 * @param provides what routes of other files may need: templates, and {@code direct:}
 * @param uses what its own routes need of that, wherever it is
 */
public record Outline(
    Set<String> routes,
    Set<String> templates,
    Set<String> branches,
    Set<String> provides,
    Set<String> uses) {

  /** Of no file. */
  public static final Outline EMPTY = new Outline(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
}
