package org.segmentcourier.sandbox.front;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/**
 * A fault that strikes a call.
 *
 * @param id the fault's
 * @param hold where it keeps calls, if it does
 */
record Strike(String id, Fault fault, Hold hold) {

  private static final String OTHER_ETAG = "\"d41d8cd98f00b204e9800998ecf8427e\"";

  /** What becomes of the call instead of its own effect. */
  Pending.Effect on(Pending call, Api api, String agent) {
    if (fault.effect == Fault.Effect.OTHER_ETAG) {
      return () -> call.answer().with("ETag", OTHER_ETAG);
    }
    if (fault.effect == Fault.Effect.DELAY) {
      return fault.after ? () -> late(call.answer()) : () -> late(call);
    }
    return () -> {
      if (fault.after) {
        try (var lost = call.answer()) {
          // What a backend does has taken effect for certain only when its whole answer is there.
          lost.body().transferTo(OutputStream.nullOutputStream());
        }
      }
      pause();
      if (fault.effect == Fault.Effect.HOLD
          && hold.keep(held(call.name(), agent))
          && !fault.after) {
        return call.answer();
      }
      return substitute(call.name(), api);
    };
  }

  private HeldCall held(CallName call, String agent) {
    return new HeldCall(
        id, agent, call.service() + ":" + call.operation(), call.action(), call.resource());
  }

  private Response late(Pending call) throws IOException {
    pause();
    return call.answer();
  }

  private Response late(Response answer) throws IOException {
    pause();
    return answer;
  }

  private Response substitute(CallName call, Api api) {
    return switch (fault.effect) {
      case THROTTLE -> api.refuse(api.throttled());
      case FAIL -> api.refuse(failure(api.failed()));
      case DENY -> api.refuse(api.denied(call.action(), call.resource()));
      case DROP, HOLD, DELAY, OTHER_ETAG -> throw new ConnectionDropped();
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
}
