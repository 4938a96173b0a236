package org.segmentcourier.segment;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Output files for the tests of this room. */
final class Fixture {

  private Fixture() {}

  /** A file from the test resources. */
  static OutputFile file(String name) {
    try {
      return new OutputFile(name, Path.of(Fixture.class.getResource(name).toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static OutputFile written(Path folder, String content) throws IOException {
    return written(folder, content.getBytes(StandardCharsets.UTF_8));
  }

  static OutputFile written(Path folder, byte[] content) throws IOException {
    return new OutputFile("test.out", Files.write(folder.resolve("test.out"), content));
  }

  /** A good line with the users {@code u1} to {@code u<count>}. */
  static String line(int count) {
    return line(
        IntStream.rangeClosed(1, count).mapToObj(i -> "u" + i).collect(Collectors.toList()));
  }

  static String line(List<String> users) {
    return "{\"input\": {\"itemId\": \"1\"}, \"output\": {\"usersList\": ["
        + users.stream().map(user -> "\"" + user + "\"").collect(Collectors.joining(", "))
        + "]}, \"error\": null}\n";
  }

  static <T> List<T> all(Iterator<T> iterator) {
    var all = new ArrayList<T>();
    iterator.forEachRemaining(all::add);
    return all;
  }

  static Segment onlySegment(OutputFile file) throws IOException {
    var segments = all(new Segments(file));
    if (segments.size() != 1) {
      throw new IllegalStateException(file.name() + " has " + segments.size() + " segments");
    }
    return segments.get(0);
  }

  static List<String> users(Segment segment, int batchSize) throws IOException {
    return all(new Batches(segment, batchSize)).stream()
        .flatMap(batch -> batch.users().stream())
        .toList();
  }
}
