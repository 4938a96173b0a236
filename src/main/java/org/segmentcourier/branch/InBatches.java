package org.segmentcourier.branch;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What a branch can be handed some endpoints at a time, if it takes them so. */
public interface InBatches {

  /** Some endpoints, each a map from column to value; they are read while they are asked for. */
  interface Batches extends Iterator<List<Map<String, String>>>, Closeable {}

  /** All of them, from the first on. */
  Batches batches() throws IOException;
}
