package org.segmentcourier.delivery.build;

import java.util.List;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;

/**
 * What one branch gets of one batch, to be made CSV and then written.
 *
 * @param columns of the file, as Pinpoint calls them
 * @param header whether a file begins with these rows
 * @param found the endpoints of the batch
 * @param chosen the places in it of those that the branch gets, in the order of the file
 * @param values what else is known of them
 */
public record Share(
    String branch,
    List<String> columns,
    boolean header,
    EndpointBatch found,
    int[] chosen,
    BatchValues values) {

  static final String ID = "Id";
  static final String CHANNEL = "ChannelType";
  static final String USER = "User.UserId";

  /** Endpoints that Pinpoint knows are named by their ids. */
  static final List<String> IDS = List.of(ID);

  /** With these columns Pinpoint learns of endpoints that it does not know. */
  static final List<String> NEW_ENDPOINTS = List.of(ID, CHANNEL, EndpointSource.ADDRESS, USER);

  /** Columns that need no {@link BatchValues}. */
  static final List<String> AT_HAND = List.of(ID, CHANNEL, USER);

  /** How many endpoints the branch gets. */
  public int endpoints() {
    return chosen.length;
  }
}
