package org.segmentcourier.sandbox.pinpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * An embedded store of bytes under keys, on disk: a log-structured merge tree, since ids come in
 * any order, and a tree of ordered pages would write most of them again and again. What it takes
 * outside the heap is bounded: the cache, two buffers, and some 20 MB for the work at hand. Used by
 * any thread.
 */
final class Store implements AutoCloseable {

  private static final int MEGABYTE = 1 << 20;

  /**
   * For what was read, with the indexes and filters of the files; in few parts, as both are large.
   */
  private static final int CACHE_BYTES = 64 * MEGABYTE;

  private static final int CACHE_PARTS_AS_POWER_OF_TWO = 2;

  /** For what was written; two of these, one to fill while the other goes to disk. */
  private static final int BUFFER_BYTES = 32 * MEGABYTE;

  /** Finds out without a look at the disk that a key is new, 99 times in 100. */
  private static final double FILTER_BITS_PER_KEY = 10;

  private static final byte[] NOTHING = {};

  private final RocksDB db;

  /** Without a log for a restart: nothing survives one. */
  private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);

  /** Held for writing by who closes: native code that is called afterwards would end the JVM. */
  private final ReadWriteLock open = new ReentrantReadWriteLock();

  private boolean closed;

  private Store(RocksDB db) {
    this.db = db;
  }

  /**
   * Opens a store with nothing in it; what an earlier one left in the folder is dropped.
   *
   * @param folder made where it is missing; the native library is unpacked there, until the JVM
   *     ends
   */
  static Store open(Path folder) {
    try {
      Files.createDirectories(folder);
      NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String place = folder.resolve("store").toString();
    try (var cache = new LRUCache(CACHE_BYTES, CACHE_PARTS_AS_POWER_OF_TWO);
        var filter = new BloomFilter(FILTER_BITS_PER_KEY);
        var options = new Options()) {
      options
          .setCreateIfMissing(true)
          .setAvoidFlushDuringShutdown(true)
          .setWriteBufferSize(BUFFER_BYTES)
          // Merges files of like size: by levels, ten million keys take more than twice as long.
          .setCompactionStyle(CompactionStyle.UNIVERSAL)
          .setCompressionType(CompressionType.LZ4_COMPRESSION)
          .setTableFormatConfig(
              new BlockBasedTableConfig()
                  .setBlockCache(cache)
                  .setCacheIndexAndFilterBlocks(true)
                  .setFilterPolicy(filter));
      RocksDB.destroyDB(place, options);
      return new Store(RocksDB.open(options, place));
    } catch (RocksDBException e) {
      throw new IllegalStateException("the endpoint store can't be opened at " + place, e);
    }
  }

  /** What lies under a key; empty if nothing does. */
  byte[] get(String key) {
    return inTheOpen(
        () -> {
          byte[] value = db.get(bytes(key));
          return value == null ? NOTHING : value;
        });
  }

  /** Puts these values under their keys, all at once; an empty value removes what was there. */
  void put(Map<String, byte[]> values) {
    inTheOpen(
        () -> {
          try (var batch = new WriteBatch()) {
            for (Map.Entry<String, byte[]> one : values.entrySet()) {
              if (one.getValue().length == 0) {
                batch.delete(bytes(one.getKey()));
              } else {
                batch.put(bytes(one.getKey()), one.getValue());
              }
            }
            db.write(unlogged, batch);
            return null;
          }
        });
  }

  /** Removes whatever lies under keys that start so. */
  void removeAll(String prefix) {
    byte[] afterwards = bytes(prefix);
    afterwards[afterwards.length - 1]++;
    inTheOpen(
        () -> {
          db.deleteRange(unlogged, bytes(prefix), afterwards);
          return null;
        });
  }

  private interface Work<T> {
    T run() throws RocksDBException;
  }

  private <T> T inTheOpen(Work<T> work) {
    open.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the endpoint store is closed");
      }
      return work.run();
    } catch (RocksDBException e) {
      throw new IllegalStateException("the endpoint store failed: " + e.getMessage(), e);
    } finally {
      open.readLock().unlock();
    }
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      closed = true;
      db.close();
      unlogged.close();
    } finally {
      open.writeLock().unlock();
    }
  }
}
