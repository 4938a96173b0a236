package org.segmentcourier.sandbox.stack;

/** A template, or a parameter of it, that can't be deployed: where in it, and why. */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateException(String path, String message) {
    super(path + ": " + message);
  }
}
