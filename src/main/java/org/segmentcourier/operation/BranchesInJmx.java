package org.segmentcourier.operation;

import java.util.List;
import java.util.function.Consumer;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.delivery.order.Judgement.Verdict;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.publish.Pauses;

/** Shows branches, and pauses and resumes them. */
final class BranchesInJmx implements BranchesMXBean {

  private final Branches branches;
  private final Pauses pauses;
  private final WaitingFiles waiting;
  private final Consumer<Order> queue;

  /**
   * @param queue sends orders to the queue of deliveries
   */
  BranchesInJmx(Branches branches, Pauses pauses, WaitingFiles waiting, Consumer<Order> queue) {
    this.branches = branches;
    this.pauses = pauses;
    this.waiting = waiting;
    this.queue = queue;
  }

  @Override
  public List<BranchState> getBranches() {
    var paused = pauses.now();
    return branches.now().stream()
        .map(branch -> state(branch, paused.contains(branch.id())))
        .toList();
  }

  private static BranchState state(Branch branch, boolean paused) {
    return new BranchState(
        branch.id(),
        branch.channels(),
        branch.segments().pattern(),
        branch.destination(),
        branch.holdout().percent(),
        branch.columns(),
        paused);
  }

  @Override
  public List<String> getPaused() {
    return List.copyOf(pauses.now());
  }

  @Override
  public String pause(String branch) {
    if (!branches.has(branch)) {
      throw new IllegalArgumentException(
          "there is no branch '%s'; there are %s"
              .formatted(branch, branches.now().stream().map(Branch::id).toList()));
    }
    return pauses.pause(branch) ? "paused: " + branch : branch + " is paused already";
  }

  /**
   * The pause ends before it is looked for what waits: what begins to wait later sees that. Was
   * this broken off in between, it is done by the next time.
   */
  @Override
  public String resume(String branch) {
    boolean was = pauses.isPaused(branch);
    pauses.resume(branch);
    var paused =
        waiting.list().stream()
            .filter(file -> file.isPaused() && file.branch().equals(branch))
            .toList();
    if (!was && paused.isEmpty()) {
      throw new IllegalArgumentException(
          "branch '%s' is not paused; paused are %s".formatted(branch, pauses.now()));
    }
    paused.forEach(
        file -> queue.accept(waiting.judge(file.delivery(), file.file(), Verdict.RELEASE)));
    return "resumed: %s; files to be released: %d".formatted(branch, paused.size());
  }
}
