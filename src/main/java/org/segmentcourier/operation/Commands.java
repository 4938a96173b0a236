package org.segmentcourier.operation;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
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
   * @param application settings and clients; asked for only by a command that makes sense
   * @param bare the settings of routes, and clients that nobody calls
   * @return the exit status: 0 if all went well, 1 if not, 2 if the command line is wrong
   */
  public static int run(
      Callable<CamelContext> application, Callable<CamelContext> bare, String... args) {
    return line(application, bare).execute(args);
  }

  static CommandLine line(Callable<CamelContext> application, Callable<CamelContext> bare) {
    Callable<Registry> beans = () -> application.call().getRegistry();
    return new CommandLine(new Commands())
        .addSubcommand(new Redrive(beans))
        .addSubcommand(new Held(beans))
        .addSubcommand(new Judge.Release(beans))
        .addSubcommand(new Judge.Drop(beans))
        .addSubcommand(new Validate(application, bare))
        .registerConverter(WorkQueue.class, WorkQueue::of)
        .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, line));
  }

  /** What an operator or AWS can mend is said in a line each; anything else is a bug of ours. */
  private static int explain(Exception failure, CommandLine line) throws Exception {
    if (failure instanceof BadSettings settings) {
      settings.errors().forEach(line.getErr()::println);
    } else if (failure instanceof IOException) {
      line.getErr().println(failure.getMessage()); // it says what can't be read
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
