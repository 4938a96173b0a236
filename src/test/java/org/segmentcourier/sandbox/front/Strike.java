package org.segmentcourier.sandbox.front;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/**
 * A fault that strikes a call.
 *
 * @param id the fault's
 */
record Strike(String id, Fault fault) {

  /** What becomes of the call instead of its own effect. */
  Pending.Effect on(Pending call, Request request, Api api) {
    if (fault.effect == Fault.Effect.DELAY) {
      return fault.after ? () -> held(call.answer()) : () -> late(call);
    }
    return () -> {
      if (fault.after) {
        try (var lost = call.answer()) {
          // What a backend does has taken effect for certain only when its whole answer is there.
          drain(lost.body());
        }
      } else if (fault.effect != Fault.Effect.DROP) {
        // A caller that is still sending would see a broken pipe instead of the refusal.
        drain(request.body());
      }
      pause();
      return substitute(call.name(), api);
    };
  }

  private Response late(Pending call) throws IOException {
    pause();
    return call.answer();
  }

  private Response held(Response answer) throws IOException {
    pause();
    return answer;
  }

  private Response substitute(CallName call, Api api) {
    return switch (fault.effect) {
      case THROTTLE -> api.refuse(api.throttled());
      case FAIL -> api.refuse(failure(api.failed()));
      case DENY -> api.refuse(api.denied(call));
      case DROP, DELAY -> throw new ConnectionDropped();
    };
  }

  private Refusal failure(Refusal usual) {
    return new Refusal(
        fault.status == 0 ? usual.status() : fault.status,
        fault.error.isEmpty() ? usual.code() : fault.error,
        usual.message());
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(fault.delayMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the front is closing").initCause(e);
    }
  }

  private static void drain(InputStream stream) throws IOException {
    stream.transferTo(OutputStream.nullOutputStream());
  }
}
