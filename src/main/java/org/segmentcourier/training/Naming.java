package org.segmentcourier.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a wanted resource is, given its parents: its name says what it is made from, so that
 * whoever looks for it and whoever makes it need to know nothing of each other.
 *
 * @param base what every ARN of this account, region and service begins with, such as {@code
 *     arn:aws:personalize:us-east-1:123456789012:}
 */
record Naming(String base) {

  /** The name without the attempt. Other content, or a parent made anew, gives another one. */
  static String stem(Wanted wanted, List<Sighting> parents) {
    if (!wanted.kind().namedByContent()) {
      return wanted.name();
    }
    var parts = new ArrayList<String>();
    Resource first = parents.get(0).resource();
    parts.add(first.arn());
    parts.add(first.created().toString());
    parents.stream().skip(1).map(Sighting::stem).forEach(parts::add);
    parts.addAll(wanted.madeFrom());
    return wanted.name() + "_" + Names.hash(parts);
  }

  /** The ARN that a resource of the name has, or will have. */
  String arn(Wanted wanted, String name, List<Sighting> parents) {
    return switch (wanted.kind()) {
      case DATASET ->
          arn(
              wanted.kind(),
              parents.get(0).name()
                  + "/"
                  + wanted.request().path("datasetType").asText().toUpperCase(Locale.ROOT));
      case SOLUTION_VERSION -> parents.get(0).resource().arn() + "/" + name;
      default -> arn(wanted.kind(), name);
    };
  }

  /** The ARN of a resource whose name alone makes it. */
  String arn(Kind kind, String name) {
    return kind.arn(base, name);
  }
}
