package org.segmentcourier.training;

import java.util.List;
import org.segmentcourier.event.StateChange;
import org.segmentcourier.notification.Notification;

/**
 * What is to be sent after a message was worked on, in this order: state changes, notifications,
 * messages of the training queue.
 */
record NextMessages(
    List<StateChange> changes, List<Notification> notifications, List<TrainingMessage> messages) {

  static final NextMessages NOTHING = new NextMessages(List.of(), List.of(), List.of());

  static NextMessages next(TrainingMessage... messages) {
    return new NextMessages(List.of(), List.of(), List.of(messages));
  }

  static NextMessages tell(Notification notification) {
    return new NextMessages(List.of(), List.of(notification), List.of());
  }
}
