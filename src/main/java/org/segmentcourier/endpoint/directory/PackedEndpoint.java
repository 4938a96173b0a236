package org.segmentcourier.endpoint.directory;

import java.util.Arrays;

/**
 * One endpoint among others that are on their way into a snapshot:
 *
 * <pre>
 * hash of the user (8 bytes), length of the rest, packed id of the user
 * channel type, state, packed id                     as a {@link UserIndex} has it
 * for each value 0, or its length plus 1 and itself  as {@link Details} have it
 * </pre>
 */
final class PackedEndpoint {

  /** Channel type and state. */
  private static final int BEFORE_ID = 2;

  private final Bytes rows;
  private long hash;
  private int user;
  private int endpoint;
  private int values;
  private int end;

  PackedEndpoint(byte[] rows) {
    this.rows = new Bytes(rows);
  }

  /** Writes what comes after the length; see {@link SnapshotWriter#add}. */
  static void write(byte[] text, int[] lengths, int channel, int state, Bytes to) {
    int at = lengths[0];
    to.putId(text, 0, at);
    to.put(channel);
    to.put(state);
    to.putId(text, at, at + lengths[1]);
    at += lengths[1];
    for (int i = 2; i < lengths.length; i++) {
      to.putNumber(lengths[i] + 1);
      if (lengths[i] > 0) {
        to.put(text, at, lengths[i]);
        at += lengths[i];
      }
    }
  }

  /** Goes to the row that begins here. */
  PackedEndpoint goTo(int start) {
    rows.goTo(start);
    hash = rows.nextLong();
    int length = rows.number();
    user = rows.position();
    endpoint = user + PackedId.length(rows.bytes(), user);
    values = id() + PackedId.length(rows.bytes(), id());
    end = user + length;
    return this;
  }

  /** Where the next one begins. */
  int end() {
    return end;
  }

  long hash() {
    return hash;
  }

  private int id() {
    return endpoint + BEFORE_ID;
  }

  /** Whether it belongs to this user. */
  boolean isOf(long hash, Bytes user) {
    return hash == this.hash
        && Arrays.equals(rows.bytes(), this.user, endpoint, user.bytes(), 0, user.position());
  }

  void putUser(Bytes to) {
    to.put(rows.bytes(), user, endpoint - user);
  }

  void putEndpoint(Bytes to) {
    to.put(rows.bytes(), endpoint, values - endpoint);
  }

  void putValues(Bytes to) {
    to.put(rows.bytes(), values, end - values);
  }

  /** In which order a snapshot has them: by hash (unsigned), then by user, then by id, as bytes. */
  int compareTo(PackedEndpoint other) {
    int order = Long.compareUnsigned(hash, other.hash);
    if (order == 0) {
      order = PackedId.compare(rows.bytes(), user, other.rows.bytes(), other.user);
    }
    return order == 0
        ? PackedId.compare(rows.bytes(), id(), other.rows.bytes(), other.id())
        : order;
  }
}
