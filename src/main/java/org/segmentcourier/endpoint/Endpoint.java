package org.segmentcourier.endpoint;

/**
 * One address of one user on one channel, as far as a delivery needs to know it. The address itself
 * stays where it is.
 *
 * @param id unique in the Pinpoint project
 * @param channelType in Pinpoint's words, such as {@code EMAIL}
 * @param optedOut the user wants nothing on it (Pinpoint's {@code OptOut} is {@code ALL})
 * @param active false if messages to it don't arrive
 */
public record Endpoint(String id, String channelType, boolean optedOut, boolean active) {

  /** The same as {@link EndpointBatch#state} has it. */
  int state() {
    return (optedOut ? EndpointBatch.OPTED_OUT : 0)
        | (active ? 0 : EndpointBatch.INACTIVE)
        | (fitsAFile(id) ? 0 : EndpointBatch.UNFIT);
  }

  /**
   * Whether an import file can hold this id. Pinpoint: "values can't contain line breaks or tabs".
   * Half a character would be written as a question mark, and so be another id.
   */
  static boolean fitsAFile(String id) {
    return !id.isEmpty()
        && id.codePoints()
            .noneMatch(
                c ->
                    c == '\n'
                        || c == '\r'
                        || c == '\t'
                        || Character.getType(c) == Character.SURROGATE);
  }
}
