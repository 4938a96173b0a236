package org.segmentcourier.sandbox;

/** A service's refusal, as a caller will see it. */
public final class AwsError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String shape;

  /**
   * @param shape the error shape in the service model, such as {@code ResourceNotFoundException};
   *     the front takes the HTTP status from the model
   */
  public AwsError(String shape, String message) {
    super(message);
    this.shape = shape;
  }

  public String shape() {
    return shape;
  }
}
