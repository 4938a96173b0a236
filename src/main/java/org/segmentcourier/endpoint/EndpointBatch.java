package org.segmentcourier.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.segmentcourier.segment.UserBatch;

/**
 * A batch of users whose endpoints were looked up. There is no object for each endpoint: what is
 * known of them lies in arrays, those of one user one after the other, sorted by id.
 */
public final class EndpointBatch {

  /** The user wants nothing on it (Pinpoint's {@code OptOut} is {@code ALL}). */
  public static final int OPTED_OUT = 1;

  /** Messages to it don't arrive. */
  public static final int INACTIVE = 2;

  /**
   * Its id is empty, or has a line break, a tab or half a character: no import file can hold it.
   */
  public static final int UNFIT = 4;

  /** Its id was made by the endpoint directory: who takes the file does not know it yet. */
  public static final int MADE = 8;

  /** States are below. */
  public static final int STATES = 16;

  /** In a kind, beside the state: {@link #isPlain}. */
  private static final int PLAIN = STATES;

  /** In a kind, beside the state: {@link #isRepeatedKind}. */
  private static final int REPEATED = 2 * STATES;

  /** So many kinds has each channel. */
  private static final int KINDS = 4 * STATES;

  private final UserBatch batch;
  private final List<String> channelTypes;
  private final int[] ends;
  private final byte[] ids;
  private final int[] idEnds;
  private final short[] kinds;
  private final String[] addresses;

  private EndpointBatch(Builder built) {
    batch = built.batch;
    channelTypes = built.channelTypes;
    ends = Arrays.copyOf(built.ends, built.users);
    ids = built.ids;
    idEnds = built.idEnds;
    kinds = built.kinds;
    addresses = built.addresses;
  }

  /**
   * The same of objects.
   *
   * @param answers one for each user of the batch, in its order
   */
  public static EndpointBatch of(UserBatch batch, List<UserEndpoints> answers) {
    var channelTypes =
        answers.stream()
            .flatMap(user -> user.endpoints().stream())
            .map(Endpoint::channelType)
            .distinct()
            .toList();
    var builder = new Builder(batch, channelTypes);
    for (var user : answers) {
      String before = null;
      for (var endpoint : user.endpoints()) {
        builder.address(endpoint.address());
        var id = endpoint.id().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(id, 0, builder.ids(id.length), builder.filled(), id.length);
        builder.endpoint(
            channelTypes.indexOf(endpoint.channelType()),
            endpoint.state(),
            builder.filled() + id.length);
        if (endpoint.id().equals(before)) {
          builder.repeated();
        }
        before = endpoint.id();
      }
      builder.next();
    }
    return builder.build();
  }

  /** What was asked for. */
  public UserBatch batch() {
    return batch;
  }

  /** How many users were looked up, in the order of the batch. */
  public int users() {
    return ends.length;
  }

  /** How many endpoints all of them have. */
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** The first endpoint of a user; as {@link #end} if there is none. */
  public int start(int user) {
    return user == 0 ? 0 : ends[user - 1];
  }

  /** After the user's last endpoint. */
  public int end(int user) {
    return ends[user];
  }

  /** Channel types in Pinpoint's words, such as {@code EMAIL}; {@link #channel} is a place here. */
  public List<String> channelTypes() {
    return channelTypes;
  }

  /** The channel of an endpoint: a place in {@link #channelTypes}. */
  public int channel(int endpoint) {
    return channelOf(kinds[endpoint]);
  }

  /** What is known of an endpoint: {@link #OPTED_OUT}, {@link #INACTIVE} and others, added. */
  public int state(int endpoint) {
    return stateOf(kinds[endpoint]);
  }

  /**
   * All that is known of an endpoint but its id, as one number below {@link #kinds}: of few kinds
   * there are many endpoints, so that what follows from it is best looked up.
   */
  public int kind(int endpoint) {
    return kinds[endpoint];
  }

  /** How many kinds endpoints may have. */
  public int kinds() {
    return channelTypes.size() * KINDS;
  }

  /** The channel of endpoints of a kind. */
  public static int channelOf(int kind) {
    return kind / KINDS;
  }

  /** The state of endpoints of a kind. */
  public static int stateOf(int kind) {
    return kind & STATES - 1;
  }

  /** Whether endpoints of a kind have the id of another one of their user, which comes before. */
  public static boolean isRepeatedKind(int kind) {
    return (kind & REPEATED) != 0;
  }

  /** Whether its id is known to have nothing but digits, letters and hyphens. */
  public boolean isPlain(int endpoint) {
    return (kinds[endpoint] & PLAIN) != 0;
  }

  /** The ids of all endpoints, one after the other, in UTF-8; not to be changed. */
  public byte[] ids() {
    return ids;
  }

  /** Where the id of an endpoint begins. */
  public int idStart(int endpoint) {
    return endpoint == 0 ? 0 : idEnds[endpoint - 1];
  }

  /** Where it ends. */
  public int idEnd(int endpoint) {
    return idEnds[endpoint];
  }

  /** The id of an endpoint. */
  public String id(int endpoint) {
    int start = idStart(endpoint);
    return new String(ids, start, idEnd(endpoint) - start, StandardCharsets.UTF_8);
  }

  /**
   * What objects have told beside ids: see {@link EndpointSource#values}.
   *
   * @throws NoAnswer if other columns than addresses are asked for
   */
  public byte[][][] values(List<String> columns) {
    if (!columns.stream().allMatch(EndpointSource.ADDRESS::equals)) {
      throw new NoAnswer(
          "of %s only %s is known where Pinpoint is asked; for other columns an endpoint directory is needed (README, endpoint directory)"
              .formatted(columns, EndpointSource.ADDRESS));
    }
    var values = new byte[size()][columns.size()][];
    for (int endpoint = 0; endpoint < values.length; endpoint++) {
      if (addresses[endpoint] != null) {
        Arrays.fill(values[endpoint], addresses[endpoint].getBytes(StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  /** Whether two endpoints have one id. */
  public boolean isSameId(int one, int other) {
    return Arrays.equals(ids, idStart(one), idEnd(one), ids, idStart(other), idEnd(other));
  }

  /** Collects the answers of a batch, user by user. */
  public static final class Builder {

    private static final int USUAL_LENGTH = 40;
    private static final int USUAL_ENDPOINTS = 2;

    private final UserBatch batch;
    private final List<String> channelTypes;
    private final int[] ends;
    private byte[] ids;
    private int[] idEnds;
    private short[] kinds;
    private String[] addresses;
    private int users;
    private int size;

    /**
     * @param channelTypes at most 256; endpoints name theirs by its place here
     */
    public Builder(UserBatch batch, List<String> channelTypes) {
      this.batch = batch;
      this.channelTypes = channelTypes;
      ends = new int[batch.size()];
      int expected = batch.size() * USUAL_ENDPOINTS + 1;
      ids = new byte[expected * USUAL_LENGTH];
      idEnds = new int[expected];
      kinds = new short[expected];
    }

    /** Ids as far as they are written: one is written behind the last, then {@link #endpoint}. */
    public byte[] ids(int room) {
      int needed = filled() + room;
      if (needed > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(needed, ids.length * 2));
      }
      return ids;
    }

    /** Where the next id is to be written. */
    public int filled() {
      return size == 0 ? 0 : idEnds[size - 1];
    }

    /**
     * Adds an endpoint to the user whose turn it is.
     *
     * @param end of its id, which begins at {@link #filled}
     * @param state see {@link EndpointBatch#state}
     */
    public void endpoint(int channel, int state, int end) {
      if (size == idEnds.length) {
        int more = size * 2;
        idEnds = Arrays.copyOf(idEnds, more);
        kinds = Arrays.copyOf(kinds, more);
      }
      kinds[size] = (short) (channel * KINDS + state);
      idEnds[size++] = end;
    }

    /** The address of the endpoint that is added next. */
    void address(String address) {
      if (addresses == null) {
        addresses = new String[idEnds.length];
      } else if (size == addresses.length) {
        addresses = Arrays.copyOf(addresses, size * 2);
      }
      addresses[size] = address;
    }

    /** The id of the endpoint that was added last has nothing but digits, letters and hyphens. */
    public void plain() {
      kinds[size - 1] |= PLAIN;
    }

    /** The endpoint that was added last has the id of the one before it. */
    public void repeated() {
      kinds[size - 1] |= REPEATED;
    }

    /** There are no more endpoints of the user whose turn it is; it is the next one's. */
    public void next() {
      ends[users++] = size;
    }

    public EndpointBatch build() {
      return new EndpointBatch(this);
    }
  }
}
