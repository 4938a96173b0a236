package org.segmentcourier.delivery.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.segmentcourier.aws.Records;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Branches that somebody has paused, for all containers: {@code paused/<branch>} in the data bucket
 * for each. What they would get waits, as files do whose size does not seem right.
 */
public final class Pauses {

  private static final String PLACE = "paused/";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client s3;
  private final String bucket;
  private final Records records;
  private final Clock clock;

  /**
   * @param bucket where they are
   * @param clock says since when; that of AWS
   */
  public Pauses(S3Client s3, String bucket, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.records = new Records(s3, bucket);
    this.clock = clock;
  }

  /** The ids of branches that are paused at this moment. */
  public SortedSet<String> now() {
    var paused = new TreeSet<String>();
    s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(PLACE)).contents().stream()
        .map(object -> object.key().substring(PLACE.length()))
        .forEach(paused::add);
    return paused;
  }

  /** Whether a branch is paused at this moment. */
  public boolean isPaused(String branch) {
    return records.get(PLACE + branch).isPresent();
  }

  /**
   * Pauses a branch: from the next file on.
   *
   * @return whether it was not paused before
   */
  public boolean pause(String branch) {
    if (isPaused(branch)) {
      return false;
    }
    try {
      var since = JSON.writeValueAsBytes(Map.of("since", clock.instant().toString()));
      return records.create(PLACE + branch, since);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a pause can't be written", e);
    }
  }

  /** Ends the pause of a branch, if there is one; what has waited for it is to be released. */
  public void resume(String branch) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(PLACE + branch));
  }
}
