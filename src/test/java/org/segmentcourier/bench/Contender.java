package org.segmentcourier.bench;

import java.nio.file.Path;
import java.util.List;

/** Somebody who delivers: reads the output of a job, and writes the files of all branches. */
enum Contender {
  /** The application, as it is. */
  OURS("ours", Jvm.OURS),
  /** The application with files that name each endpoint in full. */
  OURS_WITH_ADDRESSES("ours, with addresses", Jvm.OURS),
  /** The application without ledger and rejects: without-accounts.patch. */
  OURS_WITHOUT_ACCOUNTS("ours, without ledger and rejects", Jvm.OURS),
  DUCKDB_SQL("DuckDB SQL", List.of()),
  DUCKDB_APPENDER("DuckDB with an appender", List.of()),
  /** In Python, as the reference is. */
  REFERENCE("the reference's way", List.of());

  private final String title;
  private final List<String> options;

  Contender(String title, List<String> options) {
    this.title = title;
    this.options = options;
  }

  /** Options of JVMs. */
  private static final class Jvm {
    /** As the image has them, in a container of such a size. */
    private static final List<String> OURS =
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-Xms164m", "-Xmn40m");
  }

  /** Options of its JVM. */
  List<String> options() {
    return options;
  }

  /** Whether it is to write what the others do. */
  boolean agrees() {
    return this != OURS_WITHOUT_ACCOUNTS && this != OURS_WITH_ADDRESSES;
  }

  @Override
  public String toString() {
    return title;
  }

  /** What it has to say of a delivery when it is done. */
  interface Delivery {
    /**
     * Delivers.
     *
     * @param folder for its files, empty
     * @return seconds
     */
    double run(Inputs inputs, Path folder) throws Exception;
  }

  Delivery delivery() {
    return switch (this) {
      case OURS, OURS_WITHOUT_ACCOUNTS -> new OurDelivery(false);
      case OURS_WITH_ADDRESSES -> new OurDelivery(true);
      case DUCKDB_SQL -> DuckDbDelivery::fromFile;
      case DUCKDB_APPENDER -> DuckDbDelivery::appended;
      case REFERENCE -> throw new IllegalStateException("it is a program of its own");
    };
  }
}
