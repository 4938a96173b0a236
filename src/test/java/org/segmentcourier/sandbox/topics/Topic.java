package org.segmentcourier.sandbox.topics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A topic and who hears of it. */
record Topic(String arn, List<Subscription> subscriptions) {

  static Topic of(String arn) {
    return new Topic(arn, new CopyOnWriteArrayList<>());
  }
}
