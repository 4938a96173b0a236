package org.segmentcourier.operation;

import java.util.concurrent.Callable;
import org.apache.camel.spi.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists segment files that wait until somebody has looked. */
@Command(
    name = "held",
    description =
        "Lists segment files that wait until somebody has looked, since their size does not seem"
            + " right; 'release' publishes one, 'drop' does not.",
    mixinStandardHelpOptions = true)
final class Held implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private final Callable<Registry> beans;

  Held(Callable<Registry> beans) {
    this.beans = beans;
  }

  @Override
  public Integer call() throws Exception {
    var out = spec.commandLine().getOut();
    var waiting = WaitingFiles.of(beans.call()).list();
    for (var file : waiting) {
      out.printf(
          "%s %s%n    %s; days left: %d%n",
          file.delivery(), file.file(), file.reason(), file.daysLeft());
    }
    if (waiting.isEmpty()) {
      out.println("no file is held");
    }
    return 0;
  }
}
