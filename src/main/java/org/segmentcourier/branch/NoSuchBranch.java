package org.segmentcourier.branch;

/** Something was to be handed to a branch that isn't there (any more). */
public final class NoSuchBranch extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSuchBranch(String id) {
    super("There is no branch '" + id + "' (any more)");
  }
}
