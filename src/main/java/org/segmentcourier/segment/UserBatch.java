package org.segmentcourier.segment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The next users of a segment, in rank order. Batches say where they stand in the segment, so that
 * whoever takes them can tell that none was lost on the way.
 *
 * <p>A segment may have five million users, so there is no object for each: their ids lie in UTF-8
 * one after the other, each with its {@link UserHash}.
 */
public final class UserBatch {

  private final long position;
  private final long end;
  private final int duplicates;
  private final boolean last;
  private final byte[] text;
  private final int[] ends;
  private final long[] hashes;

  /**
   * @param position how many ids of the segment come before this batch, repeated ones included
   * @param end how many were read up to the end of this batch
   * @param users ids that no earlier batch of the segment had; no id twice
   * @param duplicates ids of this batch that the segment had before, and that are left out
   * @param last whether the segment, and its line, ended well after this batch
   */
  UserBatch(long position, long end, UserIds users, int duplicates, boolean last) {
    this.position = position;
    this.end = end;
    this.duplicates = duplicates;
    this.last = last;
    this.text = users.text();
    this.ends = users.ends();
    this.hashes = users.hashes();
  }

  /** The same of texts. */
  public static UserBatch of(long position, List<String> users, int duplicates, boolean last) {
    var ids = new UserIds(users.size());
    for (var user : users) {
      if (!ids.add(user.toCharArray(), 0, user.length(), 0)) {
        throw new IllegalArgumentException("a user's id has half a character (a lone surrogate)");
      }
    }
    return new UserBatch(position, position + ids.size() + duplicates, ids, duplicates, last);
  }

  /** How many ids of the segment come before this batch, repeated ones included. */
  public long position() {
    return position;
  }

  /** How many ids of this batch the segment had before; they are left out. */
  public int duplicates() {
    return duplicates;
  }

  /** Whether the segment, and its line, ended well after this batch. */
  public boolean last() {
    return last;
  }

  /**
   * How many ids of the segment were read up to the end of this batch; if nobody got lost, they are
   * those before it, its users and its duplicates.
   */
  public long end() {
    return end;
  }

  /** How many users there are. */
  public int size() {
    return ends.length;
  }

  /** The ids, one after the other, in UTF-8; not to be changed. */
  public byte[] text() {
    return text;
  }

  /** Where a user's id begins in the text. */
  public int start(int user) {
    return user == 0 ? 0 : ends[user - 1];
  }

  /** Where it ends. */
  public int end(int user) {
    return ends[user];
  }

  /** Its {@link UserHash}. */
  public long hash(int user) {
    return hashes[user];
  }

  /** A user's id. */
  public String user(int user) {
    return new String(text, start(user), end(user) - start(user), StandardCharsets.UTF_8);
  }

  /** All ids, for whoever takes them one by one. */
  public List<String> users() {
    var users = new ArrayList<String>(size());
    for (int user = 0; user < size(); user++) {
      users.add(user(user));
    }
    return users;
  }
}
