package org.segmentcourier.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * The claim to the version of a file that is there, if anybody has it.
   *
   * @throws Refused if its record is none of ours; it is left as it is
   */
  public Optional<Claim> of(String destination, Optional<ImportFile> file) {
    return file.map(version -> key(destination, version))
        .flatMap(key -> records.get(key).map(found -> claim(key, found)));
  }

  /** Takes a claim that nobody has. */
  public boolean take(String destination, ImportFile file, String holder) {
    var content = new Content(holder, "", 0, file.put().toEpochMilli(), List.of());
    return records.create(key(destination, file), json(content));
  }

  /** Takes over a claim whose holder has left it unused. */
  public boolean takeOver(Claim claim, String holder) {
    var since = claim.since().toEpochMilli();
    var content = new Content(holder, "", since, claim.put().toEpochMilli(), claim.past());
    return records.replace(claim.key(), json(content), claim.etag());
  }

  /** Takes a used claim once more, whose job came to nothing before the file was put again. */
  public boolean renew(Claim claim, ImportFile file, String holder) {
    var past = new ArrayList<>(claim.past());
    past.add(claim.job());
    var content = new Content(holder, "", 0, file.put().toEpochMilli(), past);
    return records.replace(claim.key(), json(content), claim.etag());
  }

  /**
   * Notes that a job came of a claim.
   *
   * @return false if the job is another claim's, or the claim meanwhile somebody else's
   */
  public boolean use(String destination, Claim claim, String job) {
    if (!records.create(jobKey(destination, job), json(new Owner(claim.key())))) {
      return false;
    }
    var content =
        new Content(
            claim.holder(),
            job,
            claim.since().toEpochMilli(),
            claim.put().toEpochMilli(),
            claim.past());
    return records.replace(claim.key(), json(content), claim.etag());
  }

  /** Whether a job is known to be another file's, or another version's. */
  public boolean isOthers(String destination, Claim claim, String job) {
    var key = jobKey(destination, job);
    return records
        .get(key)
        .map(found -> read(key, found, Owner.class))
        .filter(owner -> !owner.claim().equals(claim.key()))
        .isPresent();
  }

  private static Claim claim(String key, Records.Versioned found) {
    var content = read(key, found, Content.class);
    if (content.holder() == null || content.job() == null || content.past() == null) {
      throw foreign(key);
    }
    var held = found.lastModified();
    return new Claim(
        key,
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

  private static String key(String destination, ImportFile file) {
    return "claims/" + destination + "/" + file.id() + ".json";
  }

  private static String jobKey(String destination, String job) {
    return "claims/" + destination + "/jobs/" + job + ".json";
  }
}
