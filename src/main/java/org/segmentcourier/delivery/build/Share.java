package org.segmentcourier.delivery.build;

import org.segmentcourier.endpoint.EndpointBatch;

/**
 * What one branch gets of one batch, to be marshalled by {@link SegmentCsv} and then written.
 *
 * @param header whether a file begins with it
 * @param found the endpoints of the batch
 * @param chosen the places in it of those that the branch gets, in the order of the file
 */
public record Share(String branch, boolean header, EndpointBatch found, int[] chosen) {

  /** How many endpoints the branch gets. */
  public int endpoints() {
    return chosen.length;
  }
}
