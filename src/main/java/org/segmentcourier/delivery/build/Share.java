package org.segmentcourier.delivery.build;

import java.util.List;
import java.util.Map;

/**
 * What one branch gets of one batch, to be marshalled and then written.
 *
 * @param rows of its segment file: a header first, if they begin a file. Each is a map from column
 *     to value: camel-csv takes maps as they are, but tries at length to convert a list to one,
 *     which makes it more than a hundred times slower
 * @param endpoints how many of the rows are endpoints
 */
public record Share(String branch, List<Map<String, String>> rows, int endpoints) {

  /** The one column of a segment file: the endpoint's id, as Pinpoint calls it. */
  static final String COLUMN = "Id";
}
