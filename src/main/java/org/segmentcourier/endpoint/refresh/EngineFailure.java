package org.segmentcourier.endpoint.refresh;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.segmentcourier.aws.NotYet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine has failed for a reason that lies in no file. Its own words may quote rows, so they
 * are for a log at debug only; what stands in here is what kind of failure it calls it.
 */
final class EngineFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(EngineFailure.class);

  private static final String MEMORY = "Out of Memory Error";

  /** Of a disk that is full, and of one of which the engine takes no more than there was free. */
  private static final Pattern DISK =
      Pattern.compile("No space left on device|Disk quota exceeded|max_temp_directory_size");

  private static final Pattern KIND = Pattern.compile("([A-Z][A-Za-z ]{1,40} Error): ");

  private EngineFailure(String message) {
    super(message);
  }

  /** Whether memory or disk were too small. */
  static boolean isTheMachines(SQLException failure) {
    var says = String.valueOf(failure.getMessage());
    return says.startsWith(MEMORY) || DISK.matcher(says).find();
  }

  /** A failure of which nothing is known but that not everything was handed out. */
  static RuntimeException halfway(long given, long expected) {
    return new EngineFailure(
        "the engine that makes a snapshot of the endpoint directory failed after %d of %d endpoints; give it more memory (endpoints.memory) or room on the disk"
            .formatted(given, expected));
  }

  /**
   * What a failure is outside of here.
   *
   * @return {@link NotYet} if the disk is full
   */
  static RuntimeException of(SQLException failure) {
    LOG.debug("engine failed", failure);
    var says = String.valueOf(failure.getMessage());
    if (DISK.matcher(says).find()) {
      return new NotYet("the disk has no room to make a snapshot of the endpoint directory");
    }
    if (says.startsWith(MEMORY)) {
      return new EngineFailure(
          "the engine that makes a snapshot of the endpoint directory had too little memory; give"
              + " it more (endpoints.memory)");
    }
    var kind = KIND.matcher(says);
    return new EngineFailure(
        "the engine that makes a snapshot of the endpoint directory failed: %s (its words, at log level debug, may quote rows)"
            .formatted(kind.lookingAt() ? kind.group(1) : "an error without a name"));
  }
}
