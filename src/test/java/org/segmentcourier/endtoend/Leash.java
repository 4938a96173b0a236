package org.segmentcourier.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs another main class, tied to whoever started this JVM: when standard input ends, for whatever
 * reason, this JVM ends, and so do the processes whose ids it was told there, one on each line.
 * Thus nothing is left running even if the one who started it all is killed.
 */
final class Leash {

  private final List<Long> others = new CopyOnWriteArrayList<>();

  private Leash() {}

  /**
   * @param args the main class, and its arguments
   */
  public static void main(String[] args) throws Throwable {
    var thread = new Thread(new Leash()::hold, "leash");
    thread.setDaemon(true);
    thread.start();
    var main = Class.forName(args[0]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void hold() {
    try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = input.readLine(); line != null; line = input.readLine()) {
        others.add(Long.parseLong(line.trim()));
      }
    } catch (IOException e) {
      System.err.println("leash: input can't be read any more: " + e);
    }
    others.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    System.exit(0);
  }
}
