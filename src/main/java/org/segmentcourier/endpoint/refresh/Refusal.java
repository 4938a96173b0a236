package org.segmentcourier.endpoint.refresh;

/**
 * A version of a file that is left out of the directory, since it can't be read.
 *
 * @param reason what is wrong with it, and what would be right
 * @param holding whether the directory would lose endpoints without the file, so that it stays as
 *     it is
 */
public record Refusal(SourceFile file, String reason, boolean holding) {

  /** Where the file is. */
  public String place() {
    return file.location().toString();
  }

  /** Which version of it. */
  public String etag() {
    return file.etag();
  }
}
