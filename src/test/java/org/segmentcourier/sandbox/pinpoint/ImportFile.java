package org.segmentcourier.sandbox.pinpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.s3.S3Client;

/** One object that an import reads, and how far it has been read. */
final class ImportFile {

  /** How much of a file is one piece of a job; undocumented, any size will do. */
  private static final long PIECE_BYTES = 4 << 20;

  private static final int GZIP_MAGIC = 0x1f8b;

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final long size;

  ImportFile(S3Client s3, String bucket, String key, long size) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.size = size;
  }

  String url() {
    return "s3://" + bucket + "/" + key;
  }

  long size() {
    return size;
  }

  int pieces() {
    return (int) Math.max(1, (size + PIECE_BYTES - 1) / PIECE_BYTES);
  }

  /**
   * Whether the file is of this format. A folder's files of another format are skipped; by what
   * Pinpoint tells them apart is not documented. Here it is the ending of the key, and where that
   * says nothing the format asked for.
   */
  boolean is(String format) {
    return switch (key.substring(key.lastIndexOf('.') + 1)) {
      case "csv" -> format.equals("CSV");
      case "json", "jsonl", "ndjson" -> format.equals("JSON");
      default -> true;
    };
  }

  Rows open(String format) throws IOException, Rows.UnreadableFile {
    InputStream content =
        new BufferedInputStream(s3.getObject(get -> get.bucket(bucket).key(key)), 1 << 16);
    try {
      content.mark(2);
      if ((content.read() << 8 | content.read()) == GZIP_MAGIC) {
        throw new Rows.UnreadableFile("compressed files are not accepted");
      }
      content.reset();
      Reader text =
          new InputStreamReader(
              content,
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
      return format.equals("CSV") ? new CsvRows(text) : new JsonRows(text);
    } catch (IOException | Rows.UnreadableFile | RuntimeException e) {
      content.close();
      throw e;
    }
  }
}
