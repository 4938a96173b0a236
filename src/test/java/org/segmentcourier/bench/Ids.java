package org.segmentcourier.bench;

import java.util.UUID;

/** How users and endpoints are called. */
enum Ids {
  NUMBERS("BIGINT") {
    @Override
    String user(long number) {
      return Long.toString(10_000_000 + number);
    }

    @Override
    String endpoint(long number) {
      return Long.toString(500_000_000 + number);
    }
  },
  UUIDS("UUID") {
    @Override
    String user(long number) {
      return uuid(number);
    }

    @Override
    String endpoint(long number) {
      return uuid(~number);
    }
  };

  private final String sqlType;

  Ids(String sqlType) {
    this.sqlType = sqlType;
  }

  /** The type of a column of them. */
  String sqlType() {
    return sqlType;
  }

  abstract String user(long number);

  abstract String endpoint(long number);

  /** One that looks random, and is the same in every run. */
  private static String uuid(long number) {
    return new UUID(Audience.mixed(number), Audience.mixed(number ^ 0x5851F42D4C957F2DL))
        .toString();
  }
}
