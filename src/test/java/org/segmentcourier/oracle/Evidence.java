package org.segmentcourier.oracle;

import java.nio.file.Path;
import java.util.List;

/**
 * Files from which a delivery can be recomputed.
 *
 * @param outputs batch segment output, as Personalize wrote it
 * @param endpoints endpoint files with ids ({@code .csv}, or {@code .json} with an endpoint a
 *     line), in the order in which they were imported
 * @param statuses what was sent to UpdateEndpointsBatch, as lines of JSON with Id and
 *     EndpointStatus
 * @param published the segment files of the branch that takes all channels
 */
public record Evidence(
    List<Path> outputs, List<Path> endpoints, List<Path> statuses, List<Path> published) {}
