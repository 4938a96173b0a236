package org.segmentcourier.branch.check;

import java.util.List;
import java.util.Optional;
import org.segmentcourier.branch.Branch;

/**
 * What a branch's route did with a sample.
 *
 * @param to addresses that it was sent to
 * @param failure why the route failed, if it did
 * @param isCertain whether it would fail with each delivery, too, whatever others answer
 */
public record Passage(
    Branch branch, List<String> to, Optional<String> failure, boolean isCertain) {}
