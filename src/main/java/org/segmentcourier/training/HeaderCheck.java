package org.segmentcourier.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.training.personalize.Step;

/**
 * Looks at the first line of training data before it is imported: an import that can't work would
 * be known to fail only after many minutes.
 */
final class HeaderCheck {

  private final TrainingFiles files;

  HeaderCheck(TrainingFiles files) {
    this.files = files;
  }

  /** The same decision, but imports of data without the schema's columns are refused. */
  public Decision check(Decision decision) {
    var steps = decision.steps().stream().map(this::check).toList();
    return new Decision(steps, decision.changes(), decision.outcome());
  }

  private Step check(Step step) {
    if (step instanceof Step.Create create) {
      for (String key : create.wanted().data()) {
        var mismatch = mismatch(key, create.wanted().columns());
        if (mismatch.isPresent()) {
          return new Step.Refuse(create.wanted().id(), mismatch.get());
        }
      }
    }
    return step;
  }

  /**
   * Personalize refuses data that lacks a column; their order, and columns besides, don't matter.
   */
  private Optional<String> mismatch(String key, List<String> columns) {
    String line = files.firstLine(key);
    if (line.isBlank()) {
      return Optional.of("%s is empty; its first line must name the columns".formatted(key));
    }
    var found = columns(line);
    if (!columns.isEmpty() && Collections.disjoint(found, columns)) { // data, perhaps: not told
      return Optional.of(
          "%s has none of the schema's columns %s in its first line, which must name them"
              .formatted(key, String.join(", ", columns)));
    }
    var missing = new ArrayList<>(columns);
    missing.removeAll(found);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s lacks the column%s %s: it has %s, the schema has %s"
                .formatted(
                    key,
                    missing.size() == 1 ? "" : "s",
                    String.join(", ", missing),
                    String.join(", ", found),
                    String.join(", ", columns)));
  }

  /** A byte order mark and quotes are none of a column's name. */
  private static List<String> columns(String line) {
    return Arrays.stream(line.replaceFirst("^\uFEFF", "").split(",", -1))
        .map(column -> column.trim().replaceFirst("^\"(.*)\"$", "$1"))
        .toList();
  }
}
