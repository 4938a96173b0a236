package org.segmentcourier.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Objects;
import java.util.stream.Stream;
import org.segmentcourier.event.NotUnderstood;

/** Writes and reads the messages of the training queue: JSON, times as ISO text. */
final class TrainingMessages {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /**
   * @throws NotUnderstood if the message is none of ours
   */
  public TrainingMessage read(String body) {
    TrainingMessage message;
    try {
      message = JSON.readValue(body, TrainingMessage.class);
    } catch (JsonProcessingException e) {
      throw NotUnderstood.json("the message is none of training", e);
    }
    if (message instanceof Start start) {
      expect("datasetGroup and cause", start.datasetGroup(), start.cause());
    } else if (message instanceof UnusedUploads unused) {
      expect("folder", unused.folder());
    } else if (message instanceof Tick tick) {
      expect(
          "datasetGroup, run, started, config, patience and deadline",
          tick.datasetGroup(),
          tick.run(),
          tick.started(),
          tick.config(),
          tick.patience(),
          tick.deadline());
    } else {
      throw notUnderstood("an object is expected");
    }
    return message;
  }

  /** Of which run the message is; null if none has begun yet. */
  public String run(TrainingMessage message) {
    return message instanceof Tick tick ? tick.run() : null;
  }

  public String write(TrainingMessage message) throws JsonProcessingException {
    return JSON.writeValueAsString(message);
  }

  private static void expect(String what, Object... values) {
    if (Stream.of(values).anyMatch(Objects::isNull)) {
      throw notUnderstood(what + " are expected");
    }
  }

  private static NotUnderstood notUnderstood(String reason) {
    return new NotUnderstood("the message is none of training: " + reason, "unknown");
  }
}
