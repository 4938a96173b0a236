package org.segmentcourier.delivery.exclusion;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.segment.UserBatch;

/**
 * Gives each user a share of an experiment: a number from 0 to less than 1 that never changes, and
 * that says nothing of the same user's share of another experiment. It is the first 52 bits of the
 * SHA-256 of key, line feed, name of the experiment, line feed, user id, in UTF-8, as a fraction;
 * so that whoever knows the key can work it out with the means of any database.
 */
public final class Experiments {

  private static final int BITS = 52;

  private final String key;
  private final Map<String, byte[]> beginnings = new ConcurrentHashMap<>();

  /**
   * @param key whoever does not know it can't tell who is held out
   */
  public Experiments(String key) {
    this.key = key;
  }

  /** The share of each user of a batch. */
  double[] shares(String experiment, UserBatch batch) {
    var beginning =
        beginnings.computeIfAbsent(
            experiment, name -> (key + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    var digest = Fingerprint.digest();
    var shares = new double[batch.size()];
    for (int user = 0; user < shares.length; user++) {
      digest.update(beginning);
      digest.update(batch.text(), batch.start(user), batch.end(user) - batch.start(user));
      shares[user] = share(digest);
    }
    return shares;
  }

  private static double share(MessageDigest digest) {
    long first = ByteBuffer.wrap(digest.digest()).getLong();
    return (double) (first >>> Long.SIZE - BITS) / (1L << BITS);
  }
}
