package org.segmentcourier.endtoend;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/**
 * File systems that only one process sees, by Linux's {@code unshare}: a small disk, or a read-only
 * one. Root may have them, and on most machines others, too.
 */
public final class OwnMounts {

  private static final String UNSHARE =
      "root".equals(System.getProperty("user.name"))
          ? "unshare --mount"
          : "unshare --mount --map-root-user";

  private OwnMounts() {}

  /** Whether this machine lets us. */
  public static boolean areAllowed() {
    var command = List.of("sh", "-c", UNSHARE + " mount -t tmpfs none /mnt");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException("can't run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException((IOException) new InterruptedIOException().initCause(e));
    }
  }

  /**
   * What a shell does before it becomes the process that is to see them; see {@link JavaProcess}.
   *
   * @param mounts commands, without double quotes
   */
  static String with(String mounts) {
    return "exec %s sh -c \"%s && exec \\\"\\$0\\\" \\\"\\$@\\\"\" \"$0\" \"$@\";"
        .formatted(UNSHARE, mounts);
  }
}
