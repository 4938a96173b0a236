package org.segmentcourier.delivery.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Records;
import org.segmentcourier.delivery.order.Judgement;
import org.segmentcourier.delivery.order.Undeliverable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of a delivery in S3, under {@code deliveries/<id>/}: {@code commit.json}, a marker
 * {@code published/<name>} for each file that is done, {@code manifest.json} at the end; later,
 * perhaps, {@code judged/<name>} and {@code released/<name>} for files that were held. Each is
 * written once and never changed; whoever comes later gets what is there. What is there but is not
 * ours makes the job {@link Undeliverable}.
 */
public final class DeliveryRecords {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryRecords.class);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Records records;
  private final Clock clock;

  /**
   * @param records where they are
   * @param clock that of AWS
   */
  public DeliveryRecords(Records records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  /** Where everything of a delivery is, but for its bad lines, which have a folder of their own. */
  public static String folder(String delivery) {
    return "deliveries/" + delivery + "/";
  }

  /** Key of the manifest. */
  public static String manifest(String delivery) {
    return folder(delivery) + "manifest.json";
  }

  private static String commit(String delivery) {
    return folder(delivery) + "commit.json";
  }

  /** The commit of a delivery; null if it is not decided yet. */
  public Commit find(String delivery) {
    return read(commit(delivery), Commit.class).orElse(null);
  }

  /** Whether all is done that a delivery has to do. */
  public boolean isFinished(String delivery) {
    return records.get(manifest(delivery)).isPresent();
  }

  /** How long ago a delivery was decided, by S3's clock; no time if S3 does not show it yet. */
  public Duration age(Commit commit) {
    return records.get(commit(commit.delivery())).map(Records.Versioned::age).orElse(Duration.ZERO);
  }

  /** Decides a delivery so, unless it is decided already; what counts is returned. */
  public Commit decide(Commit commit) {
    return keep(commit(commit.delivery()), commit, Commit.class);
  }

  /** Where the lines are listed that nothing was delivered of; if there are none, neither is it. */
  public static String quarantine(String delivery) {
    return "quarantine/" + delivery + "/bad-lines.json";
  }

  /** Keeps the list of the lines that nothing was delivered of. */
  public void quarantine(Commit commit) {
    if (!commit.badLines().isEmpty()) {
      var badLines = commit.badLines().toArray(new Commit.BadLine[0]);
      keep(quarantine(commit.delivery()), badLines, Commit.BadLine[].class);
    }
  }

  /** What became of a file, if it is done. */
  public Optional<Publication> publication(Commit commit, PreparedFile file) {
    return read(published(commit, file), Publication.class);
  }

  /** Remembers what became of a file. */
  public void published(Commit commit, PreparedFile file, Publication publication) {
    keep(published(commit, file), publication, Publication.class);
  }

  private static String published(Commit commit, PreparedFile file) {
    return folder(commit.delivery()) + "published/" + file.name();
  }

  /**
   * How long ago somebody first found no branch for a file, by S3's clock; no time if that is now,
   * or S3 does not show it yet.
   */
  public Duration missed(Commit commit, PreparedFile file) {
    var key = folder(commit.delivery()) + "missed/" + file.name();
    keep(key, Map.of("branch", file.branch()), Map.class);
    return records.get(key).map(Records.Versioned::age).orElse(Duration.ZERO);
  }

  /** What was decided on a file that was held, if anything was. */
  public Optional<Judgement> judgement(Commit commit, PreparedFile file) {
    return read(judged(commit, file), Judgement.class);
  }

  /** Decides so on a file that was held, unless it is decided already; what counts is returned. */
  public Judgement judge(Commit commit, PreparedFile file, Judgement judgement) {
    return keep(judged(commit, file), judgement, Judgement.class);
  }

  private static String judged(Commit commit, PreparedFile file) {
    return folder(commit.delivery()) + "judged/" + file.name();
  }

  /** What became of a file that was held and then released, if it is done. */
  public Optional<Publication> release(Commit commit, PreparedFile file) {
    return read(released(commit, file), Publication.class);
  }

  /** Remembers what became of a file that was held and then released. */
  public void released(Commit commit, PreparedFile file, Publication publication) {
    keep(released(commit, file), publication, Publication.class);
  }

  private static String released(Commit commit, PreparedFile file) {
    return folder(commit.delivery()) + "released/" + file.name();
  }

  /**
   * The manifest, all files being done.
   *
   * @throws IllegalStateException if one is not
   * @throws NotYet if S3 does not show yet when the delivery was decided
   */
  public Manifest drawUp(Commit commit) {
    var files = new ArrayList<Manifest.File>();
    for (var file : commit.files()) {
      var publication =
          publication(commit, file)
              .orElseThrow(() -> new IllegalStateException(file.name() + " is not published yet"));
      files.add(new Manifest.File(file.name(), file.branch(), file.endpoints(), publication));
    }
    var key = commit(commit.delivery());
    var decided =
        records
            .get(key)
            .orElseThrow(() -> new NotYet(key + " is there, but S3 does not show it yet"));
    var committed = decided.lastModified();
    var now = clock.instant(); // which may be some seconds behind that of S3
    return new Manifest(commit, files, committed, now.isBefore(committed) ? committed : now);
  }

  /** Writes a manifest, unless there is one already; what counts is returned. */
  public Manifest close(Manifest manifest) {
    var commit = manifest.commit();
    var closed = keep(manifest(commit.delivery()), manifest, Manifest.class);
    LOG.info(
        "delivery finished job={} segments={} files={} badLines={}",
        commit.job(),
        commit.segments().size(),
        closed.files().size(),
        commit.badLines().size());
    return closed;
  }

  private <T> Optional<T> read(String key, Class<T> type) {
    return records.get(key).map(found -> parse(key, found.content(), type));
  }

  /**
   * Writes the record, unless there is one already; gives the one that then is there.
   *
   * @throws NotYet if S3 keeps it from being written, and does not show it
   */
  private <T> T keep(String key, T record, Class<T> type) {
    byte[] json;
    try {
      json = JSON.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Can't write " + key, e);
    }
    if (records.create(key, json)) {
      return record;
    }
    return read(key, type)
        .orElseThrow(() -> new NotYet(key + " is there, but S3 does not show it yet"));
  }

  private static <T> T parse(String key, byte[] content, Class<T> type) {
    try {
      T record = JSON.readValue(content, type);
      if (record == null) {
        throw new IOException("The JSON is null");
      }
      return record;
    } catch (IOException e) {
      throw new Undeliverable(
          "%s is no %s as this application writes it; it was left as it is"
              .formatted(key, type.getSimpleName()),
          e);
    }
  }
}
