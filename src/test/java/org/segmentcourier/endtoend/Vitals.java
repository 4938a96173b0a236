package org.segmentcourier.endtoend;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a JVM takes of the machine, by what Linux and the JVM itself say. */
public record Vitals(long pid) {

  private static final int KILOBYTE = 1024;

  /** How many threads it has. */
  public int threads() {
    return (int) status("Threads:");
  }

  /** Bytes of memory that it has now, mapped files that it reads included. */
  public long resident() {
    return status("VmRSS:") * KILOBYTE;
  }

  /** The most bytes of memory that it has had. */
  public long mostResident() {
    return status("VmHWM:") * KILOBYTE;
  }

  /** The files and connections that it has open, as Linux names them. */
  public List<String> openFiles() {
    try (var descriptors = Files.list(Path.of("/proc/%d/fd".formatted(pid)))) {
      return descriptors.flatMap(Vitals::target).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("can't list the open files of process " + pid, e);
    }
  }

  private static Stream<String> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor).toString());
    } catch (NoSuchFileException e) {
      return Stream.empty(); // closed meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + descriptor, e);
    }
  }

  /** Bytes of its heap that are in use, once all garbage is collected. */
  public long heapInUse() {
    var total =
        jcmd("GC.class_histogram")
            .lines()
            .filter(line -> line.startsWith("Total"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no histogram of process " + pid));
    return Long.parseLong(total.strip().split("\\s+")[2]);
  }

  private String jcmd(String order) {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      var process =
          new ProcessBuilder(jcmd, Long.toString(pid), order).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("jcmd %d %s: %s".formatted(pid, order, said));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("can't ask process %d for %s".formatted(pid, order), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException((IOException) new InterruptedIOException().initCause(e));
    }
  }

  private long status(String field) {
    try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(pid)))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the status of process " + pid, e);
    }
  }
}
