package org.segmentcourier.training;

import java.util.List;
import org.segmentcourier.event.StateChange;
import org.segmentcourier.notification.Notification;

/**
 * What is to be sent after a message was worked on, in this order: state changes, notifications,
 * ticks.
 */
record Turn(List<StateChange> changes, List<Notification> notifications, List<Tick> ticks) {

  static final Turn NOTHING = new Turn(List.of(), List.of(), List.of());

  static Turn next(Tick... ticks) {
    return new Turn(List.of(), List.of(), List.of(ticks));
  }

  static Turn tell(Notification notification) {
    return new Turn(List.of(), List.of(notification), List.of());
  }
}
