package org.segmentcourier.segment;

import java.util.List;

/**
 * The next users of a segment, in rank order. Batches say where they stand in the segment, so that
 * whoever takes them can tell that none was lost on the way.
 *
 * @param position how many ids of the segment come before this batch, repeated ones included
 * @param users ids that no earlier batch of the segment had; no id twice
 * @param duplicates ids of this batch that the segment had before, and that are left out
 * @param last whether the segment, and its line, ended well after this batch
 */
public record UserBatch(long position, List<String> users, int duplicates, boolean last) {

  /** How many ids of the segment were read up to the end of this batch. */
  public long end() {
    return position + users.size() + duplicates;
  }
}
