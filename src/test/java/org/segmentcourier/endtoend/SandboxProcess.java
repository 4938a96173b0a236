package org.segmentcourier.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** The sandbox in a JVM of its own. It ends with the JVM that started it, however that ends. */
public final class SandboxProcess implements AutoCloseable {

  private static final String MAIN = "org.segmentcourier.sandbox.Sandbox";
  private static final Duration START = Duration.ofSeconds(120);

  /**
   * What the sandbox says of itself once it is ready.
   *
   * @param url the front port of all AWS services
   * @param control the control port
   * @param mailbox the folder in which e-mails arrive
   * @param outputs what the stack has put out
   * @param skipped resource types of the template that the sandbox leaves out
   * @param environment what a program needs to find it all: where AWS is, and the outputs
   */
  public record Ready(
      String url,
      String control,
      String mailbox,
      Map<String, String> outputs,
      List<String> skipped,
      Map<String, String> environment) {}

  private final JavaProcess process;
  private final Ready ready;

  private SandboxProcess(JavaProcess process, Ready ready) {
    this.process = process;
    this.ready = ready;
  }

  /**
   * Starts a sandbox and waits until it is ready.
   *
   * @param folder where it keeps everything
   * @param port of its front; 0 for any that is free
   * @throws IOException it does not start; the log says why
   */
  public static SandboxProcess start(Project project, Path folder, int port) throws IOException {
    return start(project, folder, port, List.of());
  }

  /**
   * Starts it with options.
   *
   * @param folder where it keeps everything
   * @param port of its front; 0 for any that is free
   * @param options further ones of its JVM
   * @param more further arguments of {@code SandboxOptions}
   * @throws IOException it does not start; the log says why
   */
  static SandboxProcess start(
      Project project, Path folder, int port, List<String> options, String... more)
      throws IOException {
    var log = folder.resolve("sandbox.log");
    var ready = new CompletableFuture<Ready>();
    var reason = new AtomicReference<>("it has ended at once; see " + log);
    var arguments = new ArrayList<>(options);
    arguments.addAll(
        List.of(
            "-Xmx512m",
            "-Djdk.httpclient.allowRestrictedHeaders=host,content-length,connection,expect",
            "-Dsun.net.httpserver.nodelay=true",
            "-cp",
            project.sandboxClassPath(),
            Leash.class.getName(),
            MAIN,
            "--folder=" + folder,
            "--port=" + port));
    arguments.addAll(List.of(more));
    var process =
        new JavaProcess(
            "sandbox",
            arguments,
            Map.of(),
            project.folder(),
            log,
            line -> {
              if (line.startsWith("ready {")) {
                complete(ready, line.substring("ready ".length()));
              } else if (line.startsWith("does not start: ")) {
                reason.set(line.substring("does not start: ".length()));
              }
            });
    try {
      return new SandboxProcess(process, await(process, ready, reason, log));
    } catch (IOException e) {
      process.kill();
      throw e;
    }
  }

  public Ready ready() {
    return ready;
  }

  public boolean alive() {
    return process.alive();
  }

  /** Done once it has ended. */
  public CompletableFuture<?> end() {
    return process.end();
  }

  /** Lets another process end when this one is left alone. */
  void tie(long pid) {
    process.tell(Long.toString(pid));
  }

  @Override
  public void close() {
    process.hangUp();
    process.ended(Duration.ofSeconds(10));
  }

  private static void complete(CompletableFuture<Ready> ready, String json) {
    try {
      ready.complete(new ObjectMapper().readValue(json, Ready.class));
    } catch (JsonProcessingException e) {
      ready.completeExceptionally(e);
    }
  }

  private static Ready await(
      JavaProcess process, CompletableFuture<Ready> ready, AtomicReference<String> reason, Path log)
      throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        return ready.get(200, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!process.alive()) {
          process.ended(Duration.ofSeconds(1));
          throw new IOException("the sandbox does not start: " + reason.get(), e);
        }
      } catch (ExecutionException e) {
        throw new IOException("the sandbox is not understood; see " + log, e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while the sandbox started", e);
      }
    }
    throw new IOException("the sandbox was not ready in " + START.toSeconds() + " s; see " + log);
  }
}
