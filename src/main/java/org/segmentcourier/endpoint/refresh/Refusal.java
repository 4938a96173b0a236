package org.segmentcourier.endpoint.refresh;

/**
 * A version of a file that is left out of the directory, since it can't be read, or since it has
 * nothing for it.
 *
 * @param reason what is wrong with it, and what would be right
 * @param barren whether it is as it should be, but has nothing for the directory
 * @param holding whether the directory would lose endpoints without the file, so that it stays as
 *     it is
 */
public record Refusal(SourceFile file, String reason, boolean barren, boolean holding) {

  /** Whether people are to hear of it: of a file for Pinpoint they do when it is imported. */
  public boolean isNews() {
    return holding || !file.feed();
  }

  /** Where the file is. */
  public String place() {
    return file.location().toString();
  }

  /** Which version of it. */
  public String etag() {
    return file.etag();
  }
}
