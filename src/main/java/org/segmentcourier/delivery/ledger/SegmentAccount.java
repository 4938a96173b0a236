package org.segmentcourier.delivery.ledger;

import java.util.SortedMap;

/**
 * The ledger of one segment.
 *
 * @param file name of the output file
 * @param line in it, counted from 1
 * @param query in canonical form
 * @param idsRead distinct and duplicate ones
 * @param branches by id: those that take the segment
 */
public record SegmentAccount(
    String file,
    int line,
    String query,
    long idsRead,
    long distinct,
    long duplicate,
    SortedMap<String, Account> branches) {}
