package org.segmentcourier.delivery.records;

/**
 * A segment file that is complete, and is to be published.
 *
 * @param name the preferred one
 * @param alternative name, if the preferred one belongs to another job's file
 * @param endpoints how many rows it has, without the header
 * @param users how many users its segment reaches on the branch, other parts included
 * @param held why it waits until somebody has looked; empty if it doesn't
 * @param staged its key in the data bucket; empty before it is there
 */
public record PreparedFile(
    String name,
    String alternative,
    String branch,
    String destination,
    String query,
    String sha256,
    long size,
    long endpoints,
    long users,
    String held,
    String staged)
    implements BuiltFile {

  /**
   * Where files are kept until they are published: apart from the records of their deliveries,
   * since the bytes of what was published long ago need not be.
   */
  public static final String PLACE = "staged/";

  /** The same, as it is kept somewhere else. */
  public PreparedFile keptAt(String key) {
    return new PreparedFile(
        name, alternative, branch, destination, query, sha256, size, endpoints, users, held, key);
  }

  @Override
  public String segment() {
    return query;
  }

  @Override
  public String folder(String delivery) {
    return PLACE + delivery + "/";
  }
}
