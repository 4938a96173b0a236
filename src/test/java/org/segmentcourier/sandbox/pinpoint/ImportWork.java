package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** What an import job does: reads its files, registers their endpoints, defines its segment. */
final class ImportWork implements Job.Work {

  /** How many rows are stored together; each takes about half a kilobyte of heap meanwhile. */
  private static final int ROWS_STORED_TOGETHER = 10_000;

  private final S3Client s3;
  private final App app;
  private final ImportOrder order;
  private final Limits limits;
  private final boolean someRowsFail;

  private final Members.Collector found = new Members.Collector();
  private Members members;
  private Map<String, Integer> channelCounts;
  private long rowsRead;

  /**
   * @param someRowsFail whether every third row fails, as the control port may ask for
   */
  ImportWork(S3Client s3, App app, ImportOrder order, Limits limits, boolean someRowsFail) {
    this.s3 = s3;
    this.app = app;
    this.order = order;
    this.limits = limits;
    this.someRowsFail = someRowsFail;
  }

  /**
   * How much one import may take. What Pinpoint does about more is not documented; here the job
   * fails.
   *
   * @param bytes all its files together
   */
  record Limits(long bytes, int files) {}

  @Override
  public void run(String jobId, Progress progress) {
    try {
      List<ImportFile> files =
          order.place().list(s3).stream().filter(file -> file.is(order.format())).toList();
      Optional<String> objection = objection(files);
      if (objection.isPresent()) {
        progress.pieces(1);
        progress.piecesFailed(1, objection.get());
      } else {
        progress.pieces(files.stream().mapToInt(ImportFile::pieces).sum());
        files.forEach(file -> read(file, progress));
      }
    } catch (SdkException e) {
      progress.pieces(1);
      progress.piecesFailed(1, order.url() + " can't be read: " + e.getMessage());
    }
    members = found.members();
    channelCounts = app.endpoints().channelCounts(members);
  }

  private Optional<String> objection(List<ImportFile> files) {
    long bytes = files.stream().mapToLong(ImportFile::size).sum();
    if (files.isEmpty()) {
      return Optional.of("there is no %s file at %s".formatted(order.format(), order.url()));
    }
    if (files.size() > limits.files()) {
      return Optional.of("%d files; a job takes %d".formatted(files.size(), limits.files()));
    }
    if (bytes > limits.bytes()) {
      return Optional.of("%d bytes; a job takes %d".formatted(bytes, limits.bytes()));
    }
    return Optional.empty();
  }

  private void read(ImportFile file, Progress progress) {
    try (Rows rows = file.open(order.format())) {
      Stop stop;
      do {
        stop = app.endpoints().change(changes -> take(rows, file, changes, progress));
      } while (stop.more());
      if (stop.trouble().isEmpty()) {
        progress.piecesCompleted(file.pieces());
      } else {
        progress.piecesFailed(file.pieces(), file.url() + ": " + stop.trouble());
      }
    } catch (Rows.UnreadableFile | Refusal | IOException | SdkException e) {
      progress.piecesFailed(file.pieces(), file.url() + ": " + e.getMessage());
    }
  }

  /**
   * Why reading paused: there are more rows, or the file is at its end, or something is wrong with
   * it (the rows before that are kept).
   */
  private record Stop(boolean more, String trouble) {}

  private Stop take(Rows rows, ImportFile file, EndpointChanges changes, Progress progress) {
    try {
      for (int i = 0; i < ROWS_STORED_TOGETHER; i++) {
        Optional<Row> row = rows.next();
        if (row.isEmpty()) {
          return new Stop(false, "");
        }
        try {
          take(row.get(), changes);
          progress.processed();
        } catch (Refusal e) {
          progress.failed(file.url() + ":" + rows.line() + ": " + e.getMessage());
        }
      }
      return new Stop(true, "");
    } catch (Rows.UnreadableFile | IOException | SdkException e) {
      return new Stop(false, e.getMessage());
    }
  }

  private void take(Row row, EndpointChanges changes) throws Refusal {
    if (someRowsFail && rowsRead++ % 3 == 0) {
      throw new Refusal("refused, as the control port asked for");
    }
    if (row instanceof Row.Unreadable unreadable) {
      throw new Refusal(unreadable.reason());
    }
    ObjectNode endpoint = ((Row.Definition) row).endpoint();
    if (isUserOnly(endpoint)) {
      int[] ofUser = changes.ofUser(endpoint.path("User").path("UserId").asText());
      if (ofUser.length == 0) {
        // Documented is only that a user needs endpoints to be imported by id.
        throw new Refusal("there is no endpoint of this user");
      }
      for (int number : ofUser) {
        found.add(number);
      }
    } else if (order.registerEndpoints()) {
      found.add(changes.put(endpoint));
    } else {
      // What an import does that registers nothing is not documented: here it only looks up.
      found.add(
          changes
              .find(endpoint.path("Id").asText())
              .orElseThrow(() -> new Refusal("there is no endpoint with this Id")));
    }
  }

  private static boolean isUserOnly(ObjectNode endpoint) {
    return endpoint.size() == 1
        && endpoint.path("User").size() == 1
        && endpoint.path("User").has("UserId");
  }

  @Override
  public String publish(Instant at) {
    if (!order.segmentId().isEmpty()) {
      app.segments().extend(order.segmentId(), order.definition(), members, at);
      return order.segmentId();
    }
    if (!order.defineSegment()) {
      return "";
    }
    return app.segments()
        .create(order.segmentName(), order.definition(), members, channelCounts, at);
  }
}
