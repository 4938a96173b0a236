package org.segmentcourier.delivery.publish;

import java.io.File;
import java.io.IOException;
import org.segmentcourier.branch.InBatches;

/**
 * What a branch gets: the CSV of one segment, on the local disk while the branch has it.
 *
 * @param delivery id
 * @param job ARN of the batch segment job
 * @param destination of the branch
 * @param query in canonical form
 * @param name the preferred one
 * @param alternative name, if the preferred one belongs to another job's file
 * @param size in bytes
 * @param endpoints how many rows it has, without the header
 */
public record SegmentFile(
    String delivery,
    String job,
    String branch,
    String destination,
    String query,
    String name,
    String alternative,
    File file,
    String sha256,
    long size,
    long endpoints)
    implements InBatches {

  @Override
  public Batches batches() throws IOException {
    return new EndpointRows(file.toPath());
  }
}
