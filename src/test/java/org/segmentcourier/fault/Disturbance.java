package org.segmentcourier.fault;

import java.io.IOException;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.segmentcourier.endtoend.ApplicationProcess;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/** Something that goes wrong for half a minute, in a system of two containers. */
enum Disturbance {
  KILL {
    @Override
    void begin(EndToEnd system, ApplicationProcess victim) throws IOException {
      victim.kill();
      system.fleet().start().awaitStarted();
    }
  },
  STOP {
    @Override
    void begin(EndToEnd system, ApplicationProcess victim) throws IOException {
      victim.stop();
      system.fleet().start().awaitStarted();
    }
  },
  FREEZE {
    @Override
    void begin(EndToEnd system, ApplicationProcess victim) throws IOException {
      victim.freeze();
    }

    @Override
    void end(EndToEnd system, ApplicationProcess victim) throws IOException {
      victim.thaw();
    }
  },
  THROTTLE {
    @Override
    void begin(EndToEnd system, ApplicationProcess victim) {
      strike(system, Fault.of(Effect.THROTTLE).probability(MOST, SEED));
    }
  },
  FAIL {
    @Override
    void begin(EndToEnd system, ApplicationProcess victim) {
      strike(system, Fault.of(Effect.FAIL).probability(HALF, SEED));
    }
  },
  SLOW {
    @Override
    void begin(EndToEnd system, ApplicationProcess victim) {
      strike(system, Fault.of(Effect.DELAY).delayMillis(SLOW_MILLIS).probability(HALF, SEED));
    }
  },
  HIDE_OBJECTS {
    @Override
    void begin(EndToEnd system, ApplicationProcess victim) {
      strike(system, Fault.of(Effect.FAIL).error(404, "NoSuchKey").operation("s3:GetObject"));
      strike(system, Fault.of(Effect.FAIL).error(404, "NoSuchKey").operation("s3:HeadObject"));
    }
  },
  DOUBLE_MESSAGES {
    @Override
    void begin(EndToEnd system, ApplicationProcess victim) {
      disorder(system, Map.of("copies", COPIES));
    }

    @Override
    void end(EndToEnd system, ApplicationProcess victim) {
      disorder(system, Map.of());
    }
  };

  private static final double MOST = 0.9;
  private static final double HALF = 0.5;
  private static final long SEED = 1;
  private static final long SLOW_MILLIS = 5_000;
  private static final int COPIES = 3;

  /** Any of them. */
  static Disturbance any(RandomGenerator random) {
    return values()[random.nextInt(values().length)];
  }

  /**
   * @param victim the container that it hits, if it hits one
   */
  abstract void begin(EndToEnd system, ApplicationProcess victim) throws IOException;

  /** From then on all is well. */
  void end(EndToEnd system, ApplicationProcess victim) throws IOException {
    system.control().clearFaults();
  }

  private static void strike(EndToEnd system, Fault fault) {
    system.control().fault(fault.agent("application-*"));
  }

  private static void disorder(EndToEnd system, Map<String, Integer> order) {
    system.disorder("Uploads", order);
    system.disorder("StateChanges", order);
  }
}
