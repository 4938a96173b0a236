package org.segmentcourier.delivery.exclusion;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;

/**
 * Who a build leaves out, whatever endpoints there are: the same from its beginning to its end.
 *
 * @param endpoints knows addresses
 */
public record Exclusions(
    Experiments experiments, SuppressionList suppressions, EndpointSource endpoints) {

  private static final List<String> ADDRESS = List.of(EndpointSource.ADDRESS);

  /** Who of a batch is left out by any of these branches. */
  public LeftOut of(EndpointBatch found, List<Branch> branches) {
    var batch = found.batch();
    var suppressed = suppressions.users(batch);
    var addresses = suppressions.endpoints(found, () -> endpoints.values(found, ADDRESS));
    Map<String, double[]> shares =
        branches.stream()
            .filter(branch -> branch.holdout().isOn())
            .map(branch -> branch.holdout().experiment())
            .distinct()
            .collect(
                Collectors.toMap(
                    experiment -> experiment, experiment -> experiments.shares(experiment, batch)));
    return shares.isEmpty() && suppressed == null && addresses == null
        ? LeftOut.nobody()
        : new LeftOut(shares, suppressed, addresses);
  }
}
