package org.segmentcourier.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.segmentcourier.training.personalize.ResourceNames;

/**
 * A message: something was uploaded into a folder that no config makes use of. Its config may still
 * come; otherwise somebody has to know.
 *
 * @param folder such as {@code train/shop/} or {@code batch/bookshop/subjects/}
 * @param number how often it was sent on
 * @param attempt how often that was in vain
 * @param notBefore before it, it is only sent on; null: at once
 * @param patience when people are told; null as long as nobody has looked
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record UnusedUploads(String folder, int number, int attempt, Instant notBefore, Instant patience)
    implements TrainingMessage {

  /** Of an upload with this key. */
  static UnusedUploads of(String key) {
    return new UnusedUploads(key.substring(0, key.lastIndexOf('/') + 1), 0, 0, null, null);
  }

  @Override
  public String about() {
    return "folder " + folder;
  }

  /** A folder's name may be longer than a message group's. */
  @Override
  public String group() {
    return ResourceNames.hash(List.of(folder));
  }

  @Override
  public String deduplicationId() {
    return group() + "-unused-" + number;
  }

  /** The same, not yet. */
  UnusedUploads next() {
    return new UnusedUploads(folder, number + 1, attempt, notBefore, patience);
  }

  /** Once more, not before a time. */
  UnusedUploads again(Instant time, Instant end) {
    return new UnusedUploads(folder, number + 1, attempt + 1, time, end);
  }
}
