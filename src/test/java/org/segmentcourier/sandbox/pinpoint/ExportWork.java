package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What an export job does: writes endpoints as gzipped JSON, one a line, to objects under a prefix.
 * How Pinpoint names these objects is not documented: here {@code <prefix>/<job>-00000.gz} and so
 * on.
 */
final class ExportWork implements Job.Work {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ENDPOINTS_PER_OBJECT = 100_000;

  /** Which endpoints: those of a segment, or all. */
  interface Source {
    Stream<ObjectNode> endpoints();
  }

  private final S3Client s3;
  private final Path folder;
  private final Source source;
  private final S3Files target;

  /**
   * @param folder where an object is written before it is put
   */
  ExportWork(S3Client s3, Path folder, Source source, S3Files target) {
    this.s3 = s3;
    this.folder = folder;
    this.source = source;
    this.target = target;
  }

  @Override
  public void run(String jobId, Progress progress) {
    int pieces = 0;
    try (Stream<ObjectNode> endpoints = source.endpoints()) {
      for (Iterator<ObjectNode> all = endpoints.iterator(); pieces == 0 || all.hasNext(); ) {
        progress.pieces(pieces + 1);
        put("%s%s-%05d.gz".formatted(target.folder(), jobId, pieces++), all, progress);
        progress.piecesCompleted(1);
      }
    } catch (IOException | SdkException e) {
      progress.piecesFailed(1, "the export can't be written: " + e.getMessage());
    }
  }

  private void put(String key, Iterator<ObjectNode> endpoints, Progress progress)
      throws IOException {
    Path file = Files.createTempFile(folder, "export", ".gz");
    try {
      try (OutputStream out =
          new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), 1 << 16)) {
        for (int i = 0; i < ENDPOINTS_PER_OBJECT && endpoints.hasNext(); i++) {
          out.write(JSON.writeValueAsBytes(endpoints.next()));
          out.write('\n');
          progress.processed();
        }
      }
      s3.putObject(
          request -> request.bucket(target.bucket()).key(key).contentType("application/gzip"),
          RequestBody.fromFile(file));
    } finally {
      Files.delete(file);
    }
  }
}
