package org.segmentcourier.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.segmentcourier.aws.Records;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.notification.Refused;

/**
 * Who may start the import of a file, and which jobs came of it. A destination makes a second
 * segment of a second call, so of all containers one gets the claim: a record {@code
 * claims/<destination>/<hash of bucket, key, ETag>.json}, created or replaced conditionally.
 *
 * <p>A second record says to which claim a job belongs, {@code
 * claims/<destination>/jobs/<job>.json}: two versions of one file have the same address and segment
 * name, so the job itself does not tell whose it is.
 */
public final class Claims {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Records records;

  public Claims(Records records) {
    this.records = records;
  }

  /** What stands in the record; milliseconds since 1970, 0 for what the record's own date says. */
  private record Content(String holder, String job, long since, long put, List<String> past) {}

  /** What stands in the record of a job. */
  private record Owner(String claim) {}

  /**
   * The claim to the version of a file that is there, whoever has it.
   *
   * @throws Refused if its record is none of ours; it is left as it is
   */
  public Claim of(String destination, ImportFile file) {
    var free = Claim.free(destination, file);
    return records.get(key(free)).map(found -> claim(free, found)).orElse(free);
  }

  /**
   * Writes a claim over what it was read as.
   *
   * @return false if somebody else has written meanwhile
   */
  public boolean take(Claim claim) {
    var content =
        new Content(
            claim.holder(),
            claim.job(),
            claim.since().toEpochMilli(),
            claim.put().toEpochMilli(),
            claim.past());
    return claim.etag().isEmpty()
        ? records.create(key(claim), json(content))
        : records.replace(key(claim), json(content), claim.etag());
  }

  /**
   * Notes that a job came of a claim.
   *
   * @return false if the job is another claim's, or the claim meanwhile somebody else's
   */
  public boolean use(Claim claim, String job) {
    return records.create(jobKey(claim, job), json(new Owner(key(claim))))
        && take(claim.usedBy(job));
  }

  /** Whether a job is known to be another file's, or another version's. */
  public boolean isOthers(Claim claim, String job) {
    var key = jobKey(claim, job);
    return records
        .get(key)
        .map(found -> read(key, found, Owner.class))
        .filter(owner -> !owner.claim().equals(key(claim)))
        .isPresent();
  }

  private static Claim claim(Claim free, Records.Versioned found) {
    var key = key(free);
    var content = read(key, found, Content.class);
    if (content.holder() == null || content.job() == null || content.past() == null) {
      throw foreign(key);
    }
    var held = found.lastModified();
    return new Claim(
        free.destination(),
        free.version(),
        found.etag(),
        content.holder(),
        content.job(),
        content.since() == 0 ? held : Instant.ofEpochMilli(content.since()),
        Instant.ofEpochMilli(content.put()),
        held,
        content.past());
  }

  private static <T> T read(String key, Records.Versioned found, Class<T> type) {
    try {
      var value = JSON.readValue(found.content(), type);
      if (value != null) {
        return value;
      }
    } catch (IOException e) {
      throw foreign(key);
    }
    throw foreign(key);
  }

  private static Refused foreign(String key) {
    return new Refused(
        new Notification(
            key + "/foreign",
            "not imported: the record " + key + " is damaged",
            "The record " + key + " is damaged; the import that it is for was not started",
            """
            The record %s in the data bucket is not as the application writes it: it is empty, torn, or \
            was put there by somebody else. It was left as it is, and no import was started by it.

            What to do: see in the destination whether the file was imported already. If not, delete the \
            record and put the file once more."""
                .formatted(key),
            Map.of("status", "RECORD DAMAGED", "record", key)));
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that can't be written as JSON: " + value, e);
    }
  }

  private static String key(Claim claim) {
    return "claims/" + claim.destination() + "/" + claim.version() + ".json";
  }

  private static String jobKey(Claim claim, String job) {
    return "claims/" + claim.destination() + "/jobs/" + job + ".json";
  }
}
