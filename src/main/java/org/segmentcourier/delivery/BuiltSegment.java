package org.segmentcourier.delivery;

import java.util.List;
import java.util.SortedMap;

/**
 * A segment whose files are complete.
 *
 * @param files by branch; none for a branch that none of its endpoints is for
 */
record BuiltSegment(SegmentAccount account, SortedMap<String, List<FileParts.Part>> files) {}
