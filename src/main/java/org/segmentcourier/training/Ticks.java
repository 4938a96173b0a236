package org.segmentcourier.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.segmentcourier.event.NotUnderstood;

/** Writes and reads the messages of the training queue: JSON, times as ISO text. */
final class Ticks {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /**
   * @throws NotUnderstood if the message is no tick of ours
   */
  public Tick read(String body) {
    Tick tick;
    try {
      tick = JSON.readValue(body, Tick.class);
    } catch (JsonProcessingException e) {
      throw notUnderstood(e.getOriginalMessage());
    }
    if (tick == null || tick.datasetGroup() == null || tick.run() == null) {
      throw notUnderstood("datasetGroup and run are expected");
    }
    if (tick.number() != 0
        && (tick.started() == null
            || tick.config() == null
            || tick.patience() == null
            || tick.deadline() == null)) {
      throw notUnderstood("after a start, started, config, patience and deadline are expected");
    }
    return tick;
  }

  public String write(Tick tick) throws JsonProcessingException {
    return JSON.writeValueAsString(tick);
  }

  private static NotUnderstood notUnderstood(String reason) {
    return new NotUnderstood("the message is no tick of a training run: " + reason, "unknown");
  }
}
