package org.segmentcourier.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.segmentcourier.aws.Arrival;
import org.segmentcourier.event.NotUnderstood;
import org.segmentcourier.event.UploadEvent;

/** Makes and reads the messages of the imports queue: JSON, times as ISO text. */
public final class ImportTicks {

  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final Duration deadline;
  private final Clock clock;

  /**
   * @param deadline how long an import may take to start while no place moves on
   */
  public ImportTicks(Duration deadline, Clock clock) {
    this.deadline = deadline;
    this.clock = clock;
  }

  /** The tick that begins the import of an uploaded file. */
  public ImportTick first(String destination, UploadEvent upload) {
    var now = clock.instant();
    return ImportTick.first(destination, upload, now, now.plus(deadline));
  }

  /**
   * @throws NotUnderstood if the message is no tick of ours
   */
  public ImportTick read(String body) {
    ImportTick tick;
    try {
      tick = JSON.readValue(body, ImportTick.class);
    } catch (JsonProcessingException e) {
      throw NotUnderstood.json("the message is no tick of an import", e);
    }
    if (tick == null
        || tick.destination().isEmpty()
        || tick.bucket().isEmpty()
        || tick.key().isEmpty()
        || tick.run().isEmpty()) {
      throw new NotUnderstood(
          "the message is no tick of an import: destination, bucket, key and run are expected",
          "unknown");
    }
    return tick;
  }

  /** A tick that was moved back from the redrive queue has all the time again. */
  public ImportTick renew(ImportTick tick, Arrival arrival) {
    return arrival.isAnew(tick.waiting().deadline())
        ? tick.waitingUntil(arrival.sent().plus(deadline))
        : tick;
  }

  /** Under which name claims are taken while this tick is worked on. */
  public String holder(ImportTick tick) {
    return tick.holder().isEmpty() ? UUID.randomUUID().toString() : tick.holder();
  }

  public boolean isEarly(ImportTick tick) {
    return tick.waiting().isEarly(clock.instant());
  }
}
