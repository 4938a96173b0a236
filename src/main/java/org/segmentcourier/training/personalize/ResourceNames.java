package org.segmentcourier.training.personalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.segmentcourier.aws.Fingerprint;

/**
 * Where a wanted resource is, given its parents: its name says what it is made from, so that
 * whoever looks for it and whoever makes it need to know nothing of each other.
 *
 * @param base what every ARN of this account, region and service begins with, such as {@code
 *     arn:aws:personalize:us-east-1:123456789012:}
 */
public record ResourceNames(String base) {

  /** Names and job names of all Personalize resources. */
  private static final int LONGEST = 63;

  /** A failed job keeps its name for ever; so many are tried before a person has to look. */
  static final int ATTEMPTS = 99;

  private static final int HASH = 16;

  /** The longest solution name for which the name of its hundredth segment job still fits. */
  public static final int LONGEST_SOLUTION =
      LONGEST - "batch_".length() - "_".length() - HASH - "_99".length();

  /** The name without the attempt. Other content, or a parent made anew, gives another one. */
  static String stem(WantedResource wanted, List<Sighting> parents) {
    if (!wanted.kind().namedByContent()) {
      return wanted.name();
    }
    var parts = new ArrayList<String>();
    Resource first = parents.get(0).resource();
    parts.add(first.arn());
    parts.add(first.created().toString());
    parents.stream().skip(1).map(Sighting::stem).forEach(parts::add);
    parts.addAll(wanted.madeFrom());
    return wanted.name() + "_" + hash(parts);
  }

  /** The ARN that a resource of the name has, or will have. */
  String arn(WantedResource wanted, String name, List<Sighting> parents) {
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
  public String arn(Kind kind, String name) {
    return kind.arn(base, name);
  }

  /** 16 hex digits over the parts; where one ends and the next begins counts. */
  public static String hash(List<String> parts) {
    return Fingerprint.of(parts).substring(0, HASH);
  }

  /** The name of the attempt: the first one's is the stem itself, then {@code <stem>_2} and on. */
  static String attempt(String stem, int attempt) {
    return attempt == 1 ? stem : stem + "_" + attempt;
  }
}
