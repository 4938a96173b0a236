package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What a job has counted so far; written by the worker, read by callers. */
final class Progress {

  /** How many failures are told in words. Source: the service model. */
  private static final int FAILURES_TOLD = 100;

  private int totalPieces;
  private int completedPieces;
  private int failedPieces;
  private int processed;
  private int failures;
  private final List<String> told = new ArrayList<>();

  synchronized void pieces(int total) {
    totalPieces = total;
  }

  synchronized void piecesCompleted(int more) {
    completedPieces += more;
  }

  synchronized void piecesFailed(int more, String reason) {
    failedPieces += more;
    tell(reason);
  }

  /** A row, or an exported endpoint, has been dealt with. */
  synchronized void processed() {
    processed++;
  }

  synchronized void failed(String reason) {
    processed++;
    failures++;
    tell(reason);
  }

  private void tell(String reason) {
    if (told.size() < FAILURES_TOLD) {
      told.add(reason);
    }
  }

  synchronized boolean isWell() {
    return failedPieces == 0;
  }

  synchronized void describe(ObjectNode job) {
    job.put("TotalPieces", totalPieces);
    job.put("CompletedPieces", completedPieces);
    job.put("FailedPieces", failedPieces);
    job.put("TotalProcessed", processed);
    job.put("TotalFailures", failures);
    ArrayNode entries = job.putArray("Failures");
    told.forEach(entries::add);
  }
}
