package org.segmentcourier.aws;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import software.amazon.awssdk.services.s3.S3Client;

/** Brings objects to the disk that are known by their SHA-256. */
public final class Downloads {

  /** How the name of a file ends that is not whole yet. */
  public static final String UNFINISHED = ".part";

  private Downloads() {}

  /**
   * Brings an object to the disk, unless it is not what it is known to be: then nothing is there.
   * Several may do so at a time: each has an unfinished file of its own, and what is finished is
   * the same.
   *
   * @param to is there only once it is whole
   * @return the SHA-256 that it has
   */
  public static String get(S3Client s3, S3Location object, String sha256, Path to)
      throws IOException {
    var part = Files.createTempFile(to.getParent(), to.getFileName() + "-", UNFINISHED);
    try {
      // The call's time limit counts for what is done in the call only: so all is.
      var found =
          s3.getObject(
              request -> request.bucket(object.bucket()).key(object.key()),
              (about, in) -> copy(in, part));
      if (found.equals(sha256)) {
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      }
      return found;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** From the beginning each time: AWS's client repeats it. */
  private static String copy(InputStream in, Path part) throws IOException {
    var digest = Fingerprint.digest();
    try (var out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
      in.transferTo(out);
    }
    return Fingerprint.hex(digest.digest());
  }
}
