package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.nio.file.Path;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.segment.UserBatch;

/** Endpoints from an index alone. */
public final class IndexedEndpoints implements EndpointSource {
  private final UserIndex index;

  public IndexedEndpoints(Path path) throws IOException {
    index = UserIndex.open(path);
  }

  @Override
  public void check() {}

  @Override
  public String name() {
    return "index";
  }

  @Override
  public boolean asksOneByOne() {
    return false;
  }

  @Override
  public void expect(long users) {}

  @Override
  public EndpointBatch find(UserBatch batch) {
    return index.find(batch);
  }

  /** quick builder for the prototype */
  public static void write(
      Path path,
      java.util.List<String> channels,
      long[] order,
      java.util.function.LongFunction<byte[]> userId,
      Fill fill)
      throws IOException {
    try (var w = new UserIndexWriter(path, channels, order.length)) {
      for (long i : order) {
        var u = userId.apply(i);
        fill.fill(i, u, org.segmentcourier.segment.UserHash.of(u, 0, u.length), w::add);
      }
      w.finish();
    }
  }

  public interface Add {
    void add(long hash, byte[] user, byte[] id, int channel, int state) throws IOException;
  }

  public interface Fill {
    void fill(long user, byte[] id, long hash, Add add) throws IOException;
  }
}
