package org.segmentcourier.destination.pinpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.destination.ImportTick;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Looks at the header of a file that could not be imported. In which words Pinpoint refuses a
 * header is nowhere said, and they may quote a user's values, so we see for ourselves.
 */
public final class HeaderLines {

  private static final int LONGEST = 65_536;

  /** Gone, replaced, or not for us to read. */
  private static final Set<Integer> UNSEEN = Set.of(403, 404, 412);

  private final S3Client s3;

  HeaderLines(S3Client s3) {
    this.s3 = s3;
  }

  /** The same job; if it has failed, what is wrong with the file's header comes first. */
  public Optional<ImportJob> explain(ImportTick tick, Optional<ImportJob> job) {
    return job.map(one -> one.isFailed() ? one.failingFor(errors(tick)) : one);
  }

  private List<String> errors(ImportTick tick) {
    boolean isCsv = ImportFormats.of(tick.key()).filter("CSV"::equals).isPresent();
    return isCsv
        ? firstLine(tick).map(line -> HeaderLine.of(line).errors()).orElse(List.of())
        : List.of();
  }

  /** None if the file is not there as it was, may not be read, or has no lines. */
  private Optional<String> firstLine(ImportTick tick) {
    var request =
        GetObjectRequest.builder()
            .bucket(tick.bucket())
            .key(tick.key())
            .ifMatch(tick.etag().isEmpty() ? null : '"' + tick.etag() + '"')
            .range("bytes=0-" + (LONGEST - 1));
    try {
      var start = new String(s3.getObjectAsBytes(request.build()).asByteArray(), UTF_8);
      return start.lines().findFirst().filter(line -> line.length() < LONGEST);
    } catch (S3Exception e) {
      if (UNSEEN.contains(e.statusCode()) || !PassingFailures.passes(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
