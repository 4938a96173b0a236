package org.segmentcourier.settings;

import java.util.List;

/** A configuration that can't work. */
public final class BadSettings extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final List<String> errors;

  /**
   * @param errors all that is wrong, a line each: key, value, where it was set, what would be right
   */
  BadSettings(List<String> errors) {
    super("the configuration can't work:\n  " + String.join("\n  ", errors));
    this.errors = List.copyOf(errors);
  }

  public List<String> errors() {
    return errors;
  }
}
