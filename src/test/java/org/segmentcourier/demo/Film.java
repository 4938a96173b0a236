package org.segmentcourier.demo;

import java.util.List;

/** A film that nobody has made. Its first genre is the one it is listed under. */
record Film(String id, String title, int year, List<String> genres) {}
