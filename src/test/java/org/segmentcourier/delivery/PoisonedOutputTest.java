package org.segmentcourier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fault R5: output that is poisoned. What can be used is delivered, and each line or file that
 * can't is told and listed under {@code quarantine/}, with what it takes to find it.
 */
@Tag("R5")
class PoisonedOutputTest extends DeliveryTest {

  private static final String QUARANTINE = "quarantine/poison_20261124-101500/bad-lines.json";

  private static final String FIRST = Lines.item("first", "u1", "u2");
  private static final String LAST = Lines.item("last", "u8", "u9");

  /** What is delivered of the lines around a bad one. */
  private static final List<String> NEIGHBOURS = List.of("first: u1 u2", "last: u8 u9");

  private static final String FORM = "{\"input\": {\"itemId\": ***}, \"output\": ";

  private record Bad(int line, String code, String reason, String query, String excerpt) {}

  /** What a file holds; what is delivered of it; what is quarantined. */
  static Stream<Arguments> poisons() {
    return Stream.of(
        arguments("a byte order mark", file("\uFEFF", FIRST, LAST), NEIGHBOURS, List.of()),
        arguments(
            "lines that end as on Windows, and empty ones",
            file(FIRST.replace("\n", "\r\n"), "\r\n", " \n", LAST.strip()),
            NEIGHBOURS,
            List.of()),
        arguments(
            "users who come again, some in another spelling",
            file(Lines.item("1", "u1", "ü2", "u1", "\\u00fc2", "u3", "u1")),
            List.of("1: u1 ü2 u3"),
            List.of()),
        arguments(
            "a line that breaks off",
            file(
                FIRST,
                "{\"input\": {\"itemId\": \"2\"}, \"output\": {\"usersList\": [\"u3\", \"u4\n",
                LAST),
            NEIGHBOURS,
            bad(
                2,
                "TRUNCATED",
                "the line ends in the middle of its JSON",
                "2",
                FORM + "{\"usersList\": [***, ***")),
        arguments(
            "a line that breaks off before its query",
            file(FIRST, "{\"input\": {\"item\n", LAST),
            NEIGHBOURS,
            bad(2, "TRUNCATED", "the line ends in the middle of its JSON", "", "{\"input\": {***")),
        arguments(
            "a file that breaks off in a character",
            file(FIRST, LAST, "{\"input\": {\"itemId\": \"3", hex("f09f98")),
            NEIGHBOURS,
            bad(
                3,
                "NO_TEXT",
                "the line is no UTF-8 text at byte 26",
                "",
                "{\"input\": {\"itemId\": ***")),
        arguments(
            "null output",
            file(
                FIRST,
                "{\"input\": {\"itemId\": \"2\"}, \"output\": null, \"error\": null}\n",
                LAST),
            NEIGHBOURS,
            bad(
                2,
                "NO_USERS",
                "the line has neither users nor an error: its output is empty",
                "2",
                FORM + "null, \"error\": null}")),
        arguments(
            "an error",
            file(
                FIRST,
                "{\"input\": {\"itemId\": \"2\"}, \"output\": null, \"error\": \"no such item\"}\n",
                LAST),
            NEIGHBOURS,
            bad(2, "ERROR", "Personalize says: no such item", "2", FORM + "null, \"error\": ***}")),
        arguments(
            "an error after users",
            file(
                FIRST,
                Lines.item("2", "u3").replace("\"error\": null", "\"error\": \"too late\""),
                LAST),
            NEIGHBOURS,
            bad(
                2,
                "ERROR",
                "Personalize says: too late",
                "2",
                FORM + "{\"usersList\": [***]}, \"error\": ***}")),
        arguments(
            "a NUL in an id",
            file(FIRST, Lines.item("2", "u3", "u\u00004"), LAST),
            NEIGHBOURS,
            bad(
                2,
                "NO_JSON",
                "the line is no valid JSON near byte 61",
                "2",
                FORM + "{\"usersList\": [***, ***]}, \"error\": null}")),
        arguments(
            "a line of NULs, as a crashed disk leaves it",
            file(FIRST, "\u0000".repeat(4096), "\n", LAST),
            NEIGHBOURS,
            bad(2, "NO_JSON", "the line is no valid JSON near byte 2", "", "***")),
        arguments(
            "bytes in an id that are no UTF-8",
            file(
                FIRST,
                "{\"input\": {\"itemId\": \"2\"}, \"output\": {\"usersList\": [\"u3",
                hex("e4"),
                "\"]}}\n",
                LAST),
            NEIGHBOURS,
            bad(
                2,
                "NO_TEXT",
                "the line is no UTF-8 text at byte 57",
                "",
                FORM + "{\"usersList\": [***]}}")),
        arguments(
            "an id in a spelling that only lenient readers take",
            file(
                FIRST,
                "{\"input\": {\"itemId\": \"2\"}, \"output\": {\"usersList\": [\"",
                hex("c1b5"),
                "3\"]}}\n",
                LAST),
            NEIGHBOURS,
            bad(
                2,
                "NO_TEXT",
                "the line is no UTF-8 text at byte 54",
                "",
                FORM + "{\"usersList\": [***]}}")),
        arguments(
            "half a character in an id",
            file(FIRST, Lines.item("2", "u3", "u\\ud83d"), LAST),
            NEIGHBOURS,
            bad(
                2,
                "NO_TEXT",
                "user 2 of the list has half a character (a lone surrogate)",
                "2",
                FORM + "{\"usersList\": [***, ***]}, \"error\": null}")),
        arguments(
            "an error with half a character, which no record could be kept of",
            file(
                FIRST,
                "{\"input\": {\"itemId\": \"2\"}, \"output\": null, \"error\": \"bad \\ud83d\"}\n",
                LAST),
            NEIGHBOURS,
            bad(2, "ERROR", "Personalize says: bad ?", "2", FORM + "null, \"error\": ***}")),
        arguments(
            "no JSON at all",
            file(FIRST, "u3, u4\n", LAST),
            NEIGHBOURS,
            bad(2, "NO_JSON", "the line is no valid JSON near byte 4", "", "***, ***")),
        arguments(
            "two objects on a line",
            file(FIRST, Lines.item("2", "u3").strip(), Lines.item("3", "u4"), LAST),
            NEIGHBOURS,
            bad(
                2,
                "TRAILING",
                "something follows the JSON object on its line",
                "2",
                FORM
                    + "{\"usersList\": [***]}, \"error\": null}"
                    + FORM
                    + "{\"usersList\": [***]}, \"error\": null}")),
        arguments(
            "an id that is a number",
            file(FIRST, Lines.item("2", "u3").replace("\"u3\"", "4711"), LAST),
            NEIGHBOURS,
            bad(
                2,
                "NO_ID",
                "user 1 of the list is no text",
                "2",
                FORM + "{\"usersList\": [***]}, \"error\": null}")),
        arguments(
            "two lists of users",
            file(FIRST, Lines.item("2", "u3").replace("]}", "], \"usersList\": [\"u4\"]}"), LAST),
            NEIGHBOURS,
            bad(
                2,
                "NO_USERS",
                "the line has more than one list of users",
                "2",
                FORM + "{\"usersList\": [***], \"usersList\": [***]}, \"error\": null}")),
        arguments(
            "no query",
            file(FIRST, "{\"output\": {\"usersList\": [\"u3\"]}, \"error\": null}\n", LAST),
            NEIGHBOURS,
            bad(
                2,
                "NO_QUERY",
                "the line has no query: neither itemId nor itemAttributes",
                "",
                "{\"output\": {\"usersList\": [***]}, \"error\": null}")),
        arguments(
            "gzip",
            gzipped(FIRST + LAST),
            List.of(),
            bad(0, "GZIPPED", "the file is gzipped; plain JSON lines are expected", "", "")),
        arguments("nothing", file(), List.of(), bad(0, "EMPTY", "the file is empty", "", "")),
        arguments(
            "empty lines only",
            file("\n\r\n  \n"),
            List.of(),
            bad(0, "EMPTY", "the file is empty", "", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poisons")
  void whatIsGoodIsDeliveredAndWhatIsNotIsQuarantined(
      String poison, byte[] content, List<String> delivered, List<Bad> quarantined)
      throws Exception {
    var job = application.jobs.add("poison");
    var key = KnownJobs.folder("poison") + "queries.json.out";
    application.s3.put(S3OnDisk.DATA, key, content);
    application.output("poison", "untouched.json.out", Lines.genre("Action", "a1"));

    application.deliver(job);

    assertThat(segments()).containsExactlyInAnyOrderElementsOf(delivered);
    assertThat(application.published(ACTION)).containsExactly("Id", "e-a1");
    assertThat(quarantine()).isEqualTo(quarantined.stream().map(bad -> listed(key, bad)).toList());
    assertThat(application.told).hasSize(1);
    var text = application.told.get(0).text();
    assertThat(text.contains("s3://personalize-data/" + QUARANTINE))
        .isEqualTo(!quarantined.isEmpty());
    for (var bad : quarantined) {
      var place = "queries.json.out" + (bad.line == 0 ? "" : ", line " + bad.line);
      assertThat(text).contains("  " + place + ": " + bad.reason + "\n");
    }
  }

  @Test
  void aDeliveryThatIsRepeatedKeepsItsQuarantine() throws Exception {
    var job = application.jobs.add("poison");
    application.output("poison", "a.json.out", "{\"output\"\n" + FIRST);
    application.deliver(job);
    var before = quarantine();

    application.s3.delete(S3OnDisk.DATA, QUARANTINE);
    application.deliver(job);

    assertThat(quarantine()).isEqualTo(before).hasSize(1);
  }

  /** The published segments of items, as {@code <item>: <users>}. */
  private static List<String> segments() {
    return application.publishedNames().stream()
        .filter(name -> name.startsWith("item_"))
        .map(
            name ->
                name.replaceAll("^item_|_.*", "")
                    + ":"
                    + String.join("", application.published(name)).substring(2).replace("e-", " "))
        .toList();
  }

  private static List<JsonNode> quarantine() throws IOException {
    if (application.s3.keys(S3OnDisk.DATA, "quarantine/").isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<JsonNode>();
    new ObjectMapper().readTree(application.s3.text(S3OnDisk.DATA, QUARANTINE)).forEach(lines::add);
    return lines;
  }

  private static JsonNode listed(String key, Bad bad) {
    return new ObjectMapper()
        .createObjectNode()
        .put("bucket", S3OnDisk.DATA)
        .put("key", key)
        .put("line", bad.line)
        .put("code", bad.code)
        .put("reason", bad.reason)
        .put("query", bad.query.isEmpty() ? "" : "itemId = \"%s\"".formatted(bad.query))
        .put("excerpt", bad.excerpt);
  }

  private static List<Bad> bad(int line, String code, String reason, String query, String excerpt) {
    return List.of(new Bad(line, code, reason, query, excerpt));
  }

  private static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(bytes);
  }

  /** Of texts and bytes. */
  private static byte[] file(Object... parts) {
    var file = new ByteArrayOutputStream();
    for (var part : parts) {
      file.writeBytes(part instanceof byte[] bytes ? bytes : ((String) part).getBytes(UTF_8));
    }
    return file.toByteArray();
  }

  private static byte[] gzipped(String text) {
    var file = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(file)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
