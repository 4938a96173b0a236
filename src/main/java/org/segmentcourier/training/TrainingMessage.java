package org.segmentcourier.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A message of the training queue. It carries keys, never content, and no more than what can't be
 * read again from Personalize and S3.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Start.class, name = "start"),
  @JsonSubTypes.Type(value = Tick.class, name = "tick"),
  @JsonSubTypes.Type(value = UnusedUploads.class, name = "unused")
})
sealed interface TrainingMessage permits RunMessage, UnusedUploads {

  /** What it is about, in words for people. */
  @JsonIgnore
  String about();

  /** Of one group one message is worked on at a time. */
  @JsonIgnore
  String group();

  /** Of equal ids the queue takes one in five minutes. It only saves work. */
  @JsonIgnore
  String deduplicationId();
}
