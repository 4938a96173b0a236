package org.segmentcourier.branch.check;

import java.util.Set;

/**
 * What a file has that is changed with it.
 *
 * @param routes ids
 * @param templates ids of those in the file
 * @param uses ids of templates that its routes are made from
 * @param branches ids
 */
public record Outline(
    Set<String> routes, Set<String> templates, Set<String> uses, Set<String> branches) {

  /** Of no file. */
  public static final Outline EMPTY = new Outline(Set.of(), Set.of(), Set.of(), Set.of());
}
