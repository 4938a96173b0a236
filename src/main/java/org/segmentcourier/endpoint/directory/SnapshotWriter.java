package org.segmentcourier.endpoint.directory;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.segmentcourier.endpoint.ChannelTypes;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.segment.ReadAhead;
import org.segmentcourier.segment.UserHash;

/**
 * Writes the files of a snapshot, from endpoints that come in any order. They wait on the disk:
 * memory holds a small share of them at a time.
 */
public final class SnapshotWriter implements Closeable {

  private static final int USUAL_RECORD = 1 << 10;

  private final UserFileWriter index;
  private final UserFileWriter details;
  private final Spread spread;
  private long endpoints;
  private long made;
  private final Bytes row = new Bytes(new byte[USUAL_RECORD]);

  /** The user whose endpoints are coming, and how many have come. */
  private final Bytes user = new Bytes(new byte[USUAL_RECORD]);

  private long hash;
  private int count;
  private final Bytes head = new Bytes(new byte[USUAL_RECORD]);
  private final Bytes indexed = new Bytes(new byte[USUAL_RECORD]);
  private final Bytes detailed = new Bytes(new byte[USUAL_RECORD]);

  /**
   * Begins.
   *
   * @param index where the file goes that knows users and endpoints
   * @param details where the file goes that knows the rest
   * @param names of the values that are known of an endpoint
   * @param expectedUsers how many there will be, about
   */
  public SnapshotWriter(Path index, Path details, List<String> names, long expectedUsers)
      throws IOException {
    this.index = new UserFileWriter(index, UserIndex.MAGIC, ChannelTypes.KNOWN, expectedUsers);
    this.details = new UserFileWriter(details, Details.MAGIC, names, expectedUsers);
    spread = new Spread(index.resolveSibling(index.getFileName() + ".spread"), expectedUsers);
  }

  /**
   * Adds an endpoint.
   *
   * @param text the user's id, the endpoint's id, and a value for each name, one after the other,
   *     in UTF-8
   * @param lengths of each of them; negative where there is no value
   * @param channel its place in {@link ChannelTypes#KNOWN}
   * @param state see {@link EndpointBatch#state}
   */
  public void add(byte[] text, int[] lengths, int channel, int state) throws IOException {
    row.goTo(0);
    PackedEndpoint.write(text, lengths, channel, state, row);
    spread.add(UserHash.of(text, 0, lengths[0]), row);
    endpoints++;
    if ((state & EndpointBatch.MADE) != 0) {
      made++;
    }
  }

  /**
   * Completes the files.
   *
   * @param threads one of which sorts a share, while the one before is written
   */
  public void finish(ExecutorService threads) throws IOException {
    try (var shares = new ReadAhead<>(spread, threads)) {
      while (shares.hasNext()) {
        write(shares.next());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    endUser();
    index.finish();
    details.finish();
  }

  private void write(Share share) throws IOException {
    var endpoint = share.row();
    for (int i = 0; i < share.size(); i++) {
      endpoint.goTo(share.start(i));
      if (!endpoint.isOf(hash, user)) {
        endUser();
        hash = endpoint.hash();
        endpoint.putUser(user);
      }
      endpoint.putEndpoint(indexed);
      endpoint.putValues(detailed);
      count++;
    }
  }

  private void endUser() throws IOException {
    if (count > 0) {
      head.goTo(0);
      head.putNumber(count);
      head.put(indexed.bytes(), 0, indexed.position());
      index.add(hash, user, head);
      details.add(hash, user, detailed);
      user.goTo(0);
      indexed.goTo(0);
      detailed.goTo(0);
      count = 0;
    }
  }

  public long users() {
    return index.users();
  }

  public long endpoints() {
    return endpoints;
  }

  /** Endpoints whose ids were made here. */
  public long made() {
    return made;
  }

  /** Leaves nothing but the files; those that were not finished are none. */
  @Override
  public void close() throws IOException {
    try (index;
        details;
        spread) {}
  }
}
