package org.segmentcourier.endpoint.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Files that their names say hold endpoints, and that can't be read. */
final class BrokenFiles {

  private static final String HEADER = "Id,ChannelType,Address,User.UserId\n";
  private static final String ROW = "ann-1,EMAIL,ann@example.com,ann\n";
  private static final String OBJECT =
      "{\"Id\":\"ann-1\",\"ChannelType\":\"EMAIL\",\"User\":{\"UserId\":\"ann\"}}";
  private static final int MANY = 20_000;

  private BrokenFiles() {}

  /** Writes one of each kind. */
  static void write(Path folder) throws IOException, SQLException {
    var garbage = new byte[300_000];
    new Random(1).nextBytes(garbage);
    for (var name : new String[] {"csv", "json", "gz", "parquet"}) {
      Files.write(folder.resolve("garbage." + name), garbage);
    }
    for (var name : new String[] {"csv", "gz", "parquet"}) {
      Files.write(folder.resolve("empty." + name), new byte[0]);
    }
    Files.write(folder.resolve("zeros.csv"), new byte[3_000_000]);
    Files.writeString(folder.resolve("list.csv"), "ann-1;ann@example.com\nbob-1;b@example.com\n");
    Files.write(
        folder.resolve("half-garbage.csv"),
        concat((HEADER + ROW.repeat(MANY)).getBytes(UTF_8), garbage));
    Files.writeString(
        folder.resolve("open-quote.csv"),
        HEADER + ROW + "ann-2,EMAIL,\"ann@example.com,ann\n" + ROW.repeat(MANY));
    Files.writeString(folder.resolve("array.json"), "\uFEFF\n[" + OBJECT + "," + OBJECT + "]");
    Files.writeString(
        folder.resolve("array-of-lines.json"), "[\n" + OBJECT + ",\n" + OBJECT + "\n]\n");
    Files.writeString(folder.resolve("texts.json"), "ann\n\"ann@example.com\"\n17\n\n[1]\n");
    Files.writeString(
        folder.resolve("others.json"), "{\"name\":\"ann\"}\n{\"mail\":\"ann@example.com\"}\n");
    Files.writeString(folder.resolve("long-line.json"), "ann ".repeat(1 << 19));
    writeGzipped(folder);
    writeParquet(folder);
  }

  private static void writeGzipped(Path folder) throws IOException {
    var rows = new StringBuilder(HEADER);
    for (int i = 0; i < MANY; i++) {
      rows.append("ann-%d,EMAIL,ann.%d@example.com,ann-%d\n".formatted(i, i * 7919L % MANY, i));
    }
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(rows.toString().getBytes(UTF_8));
    }
    var whole = zipped.toByteArray();
    Files.write(folder.resolve("torn.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    var damaged = whole.clone();
    damaged[whole.length - 6] ^= 1; // what the content is checked by
    Files.write(folder.resolve("damaged.csv.gz"), damaged);
  }

  private static void writeParquet(Path folder) throws IOException, SQLException {
    var whole = folder.resolve("whole.parquet");
    try (var engine = DriverManager.getConnection("jdbc:duckdb:");
        var statement = engine.createStatement()) {
      statement.execute(
          "COPY (SELECT 'ann-' || range AS Id, 'EMAIL' AS ChannelType, 'ann' || range AS \"User.UserId\" FROM range(%d)) TO '%s'"
              .formatted(MANY, whole));
      statement.execute(
          "COPY (SELECT 'ann' AS name) TO '%s'".formatted(folder.resolve("others.parquet")));
    }
    var content = Files.readAllBytes(whole);
    Files.write(folder.resolve("torn.parquet"), Arrays.copyOf(content, content.length / 2));
    for (int i = 2_000; i < 2_200; i++) {
      content[i] ^= 0x5A;
    }
    Files.write(folder.resolve("damaged.parquet"), content);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
