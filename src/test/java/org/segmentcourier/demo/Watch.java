package org.segmentcourier.demo;

import java.io.IOException;
import java.util.List;

/** Looks at one part of AWS again and again, and tells what is new there. */
interface Watch {

  /** Looks once, and tells each thing that has happened since the last time. */
  void look(Terminal terminal) throws IOException;

  /** What is under way there as of the last look. */
  default List<String> pending() {
    return List.of();
  }
}
