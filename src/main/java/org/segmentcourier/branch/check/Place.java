package org.segmentcourier.branch.check;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where something stands in a file.
 *
 * @param line counted from 1, as {@code column} is
 */
record Place(RouteFile file, int line, int column) {

  static Place of(RouteFile file, Node node) {
    return node.getStartMark().map(mark -> of(file, mark)).orElse(new Place(file, 1, 1));
  }

  static Place of(RouteFile file, Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  Finding finding(String what, Object... values) {
    return new Finding(file, line, column, values.length == 0 ? what : what.formatted(values));
  }

  @Override
  public String toString() {
    return "%s:%d".formatted(file.location(), line);
  }
}
