package org.segmentcourier.jmx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last things that were noted, one for each name, newest first; older ones are forgotten. So a
 * container can show what it has done lately, however long it runs.
 */
public final class Lately<T> {

  /** So many are kept. */
  private static final int KEPT = 20;

  private final Map<String, T> things = new LinkedHashMap<>();

  /** Notes a thing, in the place of an earlier one of that name. */
  public synchronized void note(String name, T thing) {
    things.remove(name);
    things.put(name, thing);
    if (things.size() > KEPT) {
      var eldest = things.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  /** All that are kept. */
  public synchronized List<T> all() {
    var all = new ArrayList<>(things.values());
    Collections.reverse(all);
    return List.copyOf(all);
  }
}
