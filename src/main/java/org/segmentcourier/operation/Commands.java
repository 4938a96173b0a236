package org.segmentcourier.operation;

import java.util.concurrent.Callable;
import org.apache.camel.spi.Registry;
import org.segmentcourier.settings.BadSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an operator can do from the command line, beside starting the application. */
@Command(
    name = "segment-courier",
    description = "Without a command, the application starts.",
    mixinStandardHelpOptions = true)
public final class Commands {

  private Commands() {}

  /**
   * Runs one command.
   *
   * @param beans settings and clients; asked for only by a command that makes sense
   * @return the exit status: 0 if all went well, 1 if not, 2 if the command line is wrong
   */
  public static int run(Callable<Registry> beans, String... args) {
    return line(beans).execute(args);
  }

  static CommandLine line(Callable<Registry> beans) {
    return new CommandLine(new Commands())
        .addSubcommand(new Redrive(beans))
        .addSubcommand(new Held(beans))
        .addSubcommand(new Judge.Release(beans))
        .addSubcommand(new Judge.Drop(beans))
        .registerConverter(WorkQueue.class, WorkQueue::of)
        .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, line));
  }

  /** What an operator or AWS can mend is said in a line each; anything else is a bug of ours. */
  private static int explain(Exception failure, CommandLine line) throws Exception {
    if (failure instanceof BadSettings settings) {
      settings.errors().forEach(line.getErr()::println);
    } else if (failure instanceof SdkClientException) {
      line.getErr().println("AWS could not be asked: " + failure.getMessage());
    } else if (failure instanceof SdkException) {
      line.getErr().println("AWS refuses: " + failure.getMessage());
    } else {
      throw failure;
    }
    return line.getCommandSpec().exitCodeOnExecutionException();
  }
}
