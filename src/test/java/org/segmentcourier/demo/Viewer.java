package org.segmentcourier.demo;

import java.util.OptionalInt;

/**
 * A user of the made-up streaming service.
 *
 * @param number counts from 0
 * @param age in years, where known
 * @param favourite the genre that they watch most
 * @param devoted whether they watch hardly anything else
 */
record Viewer(
    int number, String id, OptionalInt age, String gender, String favourite, boolean devoted) {}
