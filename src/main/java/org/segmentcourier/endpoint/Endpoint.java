package org.segmentcourier.endpoint;

/**
 * One address of one user on one channel, as far as a delivery needs to know it.
 *
 * @param id unique in the Pinpoint project
 * @param channelType in Pinpoint's words, such as {@code EMAIL}
 * @param optedOut the user wants nothing on it (Pinpoint's {@code OptOut} is {@code ALL})
 * @param active false if messages to it don't arrive
 * @param address where messages go; null if it is not known
 */
public record Endpoint(
    String id, String channelType, boolean optedOut, boolean active, String address) {

  /** One whose address nobody asks for. */
  public Endpoint(String id, String channelType, boolean optedOut, boolean active) {
    this(id, channelType, optedOut, active, null);
  }

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
