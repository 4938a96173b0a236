package org.segmentcourier.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.segment.BadSegment.Code;

class BatchesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "as-personalize-writes-it.out",
        "as-the-documentation-shows-it.out",
        "output-before-input.out"
      })
  void everyShapeOfALineIsUnderstood(String fixture) throws Exception {
    var segment = Fixture.onlySegment(Fixture.file(fixture));

    assertThat(Fixture.users(segment, 2)).containsExactly("u1", "u2", "u3");
  }

  @Test
  void theQueryIsKnownBeforeTheUsersAreReadEvenIfItComesAfterThem() throws Exception {
    var segment = Fixture.onlySegment(Fixture.file("output-before-input.out"));

    assertThat(segment.query().canonical()).isEqualTo("itemId = \"105\"");
  }

  @Test
  void batchesSayWhereTheyStandAndWhichIsTheLast() throws Exception {
    var segment = Fixture.onlySegment(Fixture.written(folder, Fixture.line(25_001)));

    var batches = Fixture.all(new Batches(segment, 10_000));

    assertThat(batches).extracting(UserBatch::position).containsExactly(0L, 10_000L, 20_000L);
    assertThat(batches).extracting(UserBatch::end).containsExactly(10_000L, 20_000L, 25_001L);
    assertThat(batches).extracting(UserBatch::last).containsExactly(false, false, true);
    assertThat(batches.get(2).users()).hasSize(5_001).endsWith("u25001");
  }

  @Test
  void aSegmentThatFillsItsBatchesEndsWithAnEmptyOne() throws Exception {
    var segment = Fixture.onlySegment(Fixture.written(folder, Fixture.line(4)));

    var batches = Fixture.all(new Batches(segment, 2));

    assertThat(batches).extracting(batch -> batch.size()).containsExactly(2, 2, 0);
    assertThat(batches).extracting(UserBatch::last).containsExactly(false, false, true);
  }

  @Test
  void aSegmentWithoutUsersHasOneEmptyBatch() throws Exception {
    var segment = Fixture.onlySegment(Fixture.written(folder, Fixture.line(0)));

    var batches = Fixture.all(new Batches(segment, 10));

    assertThat(batches)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(UserBatch.of(0, List.of(), 0, true));
  }

  /** The line has ended by then, but what it says is still asked for. */
  @Test
  void usersMayComeAgainInTheLastBatchAndInOneBefore() throws Exception {
    var users = List.of("a", "b", "a", "c", "b");
    var segment = Fixture.onlySegment(Fixture.written(folder, Fixture.line(users)));

    var batches = Fixture.all(new Batches(segment, 2));

    assertThat(batches)
        .extracting(UserBatch::users)
        .containsExactly(List.of("a", "b"), List.of("c"), List.of());
    assertThat(batches).extracting(UserBatch::duplicates).containsExactly(0, 1, 1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingStaysOpen() throws Exception {
    var users = List.of("a", "b", "a");
    var output = Fixture.written(folder, Fixture.line(users));

    Fixture.all(new Batches(Fixture.onlySegment(output), 2));

    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.map(BatchesTest::target)).doesNotContain(output.path());
    }
  }

  private static Path target(Path handle) {
    try {
      return Files.readSymbolicLink(handle);
    } catch (IOException e) {
      return handle; // closed by now
    }
  }

  @Test
  void aUserWhoComesAgainIsCountedAndLeftOut() throws Exception {
    var users = List.of("a", "b", "a", "c", "b", "a", "d");
    var segment = Fixture.onlySegment(Fixture.written(folder, Fixture.line(users)));

    var batches = Fixture.all(new Batches(segment, 2));

    assertThat(batches)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            UserBatch.of(0, List.of("a", "b"), 0, false),
            UserBatch.of(2, List.of("c"), 1, false),
            UserBatch.of(4, List.of(), 2, false),
            UserBatch.of(6, List.of("d"), 0, true));
  }

  @Test
  void aUserWhoComesAgainInAnotherSpellingIsTheSame() throws Exception {
    var segment =
        Fixture.onlySegment(Fixture.written(folder, Fixture.line(List.of("\\u0041ä", "Aä", "B"))));

    assertThat(Fixture.users(segment, 10)).containsExactly("Aä", "B");
  }

  @Test
  void repetitionsAreFoundInEachLineWhereverItIsInTheFile() throws Exception {
    var good = Fixture.line(List.of("x", "y", "x"));
    var file = Fixture.written(folder, "\uFEFF" + good + good.replace("\"1\"", "\"ä\""));

    var segments = Fixture.all(new Segments(file));

    assertThat(Fixture.users(segments.get(0), 10)).containsExactly("x", "y");
    assertThat(Fixture.users(segments.get(1), 10)).containsExactly("x", "y");
  }

  @Test
  void hostileIdsComeThroughUnchanged() throws Exception {
    var ids =
        List.of("../x", "a\\\"b", "c,d", "e\\tf", "g\\r\\nh", "=cmd()", "😀", "x".repeat(10_240));
    var segment = Fixture.onlySegment(Fixture.written(folder, Fixture.line(ids)));

    assertThat(Fixture.users(segment, 3))
        .containsExactly(
            "../x", "a\"b", "c,d", "e\tf", "g\r\nh", "=cmd()", "😀", "x".repeat(10_240));
  }

  @Test
  void nullOutputIsABadLine() throws Exception {
    assertThatReading("null-output.out").hasMessageContaining("its output is empty");
  }

  @Test
  void anErrorIsABadLineWithItsReasonEvenAfterUsers() throws Exception {
    assertThatReading("error-after-users.out")
        .hasMessage("Personalize says: Invalid expression: OR is not supported");
  }

  @Test
  void aTruncatedLineIsABadLine() throws Exception {
    assertThatReading("truncated.out").hasMessage("the line ends in the middle of its JSON");
  }

  @Test
  void brokenJsonIsABadLineAndItsReasonQuotesNothing() throws Exception {
    assertThatReading("not-json.out")
        .hasMessageContaining("no valid JSON near byte")
        .hasMessageNotContaining("secret7");
  }

  /** Read leniently, each of these would be the id of somebody else. */
  @ParameterizedTest
  @ValueSource(strings = {"ff", "c181", "eda0bd", "e4"})
  void bytesThatAreNoUtf8AreABadLine(String hex) throws Exception {
    var line = new ByteArrayOutputStream();
    line.writeBytes(
        "{\"input\": {\"itemId\": \"1\"}, \"output\": {\"usersList\": [\"a".getBytes(UTF_8));
    line.writeBytes(HexFormat.of().parseHex(hex));
    line.writeBytes("\"]}, \"error\": null}".getBytes(UTF_8));

    var segment = Fixture.onlySegment(Fixture.written(folder, line.toByteArray()));

    assertThat(bad(segment).code()).isEqualTo(Code.NO_TEXT);
    assertThat(bad(segment)).hasMessageStartingWith("the line is no UTF-8 text at byte 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ud83da"})
  void anIdWithHalfACharacterIsABadLine(String half) throws Exception {
    var segment =
        Fixture.onlySegment(Fixture.written(folder, Fixture.line(List.of("u1", half, "u3"))));

    assertThat(bad(segment).code()).isEqualTo(Code.NO_TEXT);
    assertThat(bad(segment)).hasMessageStartingWith("user 2 of the list has half a character");
  }

  @Test
  void aQueryWithHalfACharacterIsABadLine() throws Exception {
    var line = Fixture.line(1).replace("\"1\"", "\"\\ud83d\"");

    assertThat(bad(Fixture.onlySegment(Fixture.written(folder, line))).code())
        .isEqualTo(Code.NO_TEXT);
  }

  /** It is kept in JSON, and shown to people. */
  @Test
  void anErrorIsOneShortLineOfWholeCharacters() throws Exception {
    var error = "bad\\u001b[31m\\n\\ud83d query " + "x".repeat(482) + "😀😀";
    var line = Fixture.line(0).replace("\"error\": null", "\"error\": \"%s\"".formatted(error));

    var reason = bad(Fixture.onlySegment(Fixture.written(folder, line))).getMessage();

    assertThat(reason).isEqualTo("Personalize says: bad [31m ? query " + "x".repeat(482) + "…");
  }

  @Test
  void aTextThatNoHeapHoldsIsABadLine() throws Exception {
    var line = Fixture.line(List.of("u1", "x".repeat(2_000_000)));

    var bad = bad(Fixture.onlySegment(Fixture.written(folder, line)));

    assertThat(bad.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(bad).hasMessageContaining("a text of more than 1000000 characters");
  }

  /** A thousand users named two million times must not open it two million times. */
  @Test
  void theFileIsOpenedOnceForAllUsersWhoComeAgain() throws Exception {
    var users = List.of("a", "a", "b", "c", "b", "a", "d");
    var file = Fixture.written(folder, Fixture.line(users));
    var batches = new Batches(Fixture.onlySegment(file), 3);
    assertThat(batches.next())
        .usingRecursiveComparison()
        .isEqualTo(UserBatch.of(0, List.of("a", "b"), 1, false));

    Files.delete(file.path());

    assertThat(batches.next())
        .usingRecursiveComparison()
        .isEqualTo(UserBatch.of(3, List.of("c"), 2, false));
    assertThat(batches.next())
        .usingRecursiveComparison()
        .isEqualTo(UserBatch.of(6, List.of("d"), 0, true));
  }

  @Test
  void aSecondObjectOnALineIsABadLine() throws Exception {
    var segment =
        Fixture.onlySegment(Fixture.written(folder, Fixture.line(1).strip() + Fixture.line(2)));

    assertThatThrownBy(() -> Fixture.users(segment, 10)).hasMessageContaining("something follows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "12", "[]", "{}"})
  void whatIsNoTextAmongTheUsersIsABadLine(String value) throws Exception {
    var line = Fixture.line(2).replace("\"u2\"", value);
    var segment = Fixture.onlySegment(Fixture.written(folder, line));

    assertThatThrownBy(() -> Fixture.users(segment, 10))
        .hasMessage("user 2 of the list is no text");
  }

  @Test
  void afterAnErrorThereIsNothingMore() throws Exception {
    var segment = Fixture.onlySegment(Fixture.file("truncated.out"));
    var batches = new Batches(segment, 1);
    assertThat(batches.next().users()).containsExactly("u1");
    assertThat(batches.next().users()).containsExactly("u2");

    assertThatThrownBy(batches::next).isInstanceOf(BadSegment.class);

    assertThat(batches.hasNext()).isFalse();
  }

  @Test
  void aBrokenLineInTheMiddleLeavesTheOthersWhole() throws Exception {
    var segments = Fixture.all(new Segments(Fixture.file("broken-line-in-the-middle.out")));

    assertThat(Fixture.users(segments.get(0), 10)).containsExactly("a1", "a2");
    assertThatThrownBy(() -> Fixture.users(segments.get(1), 10)).isInstanceOf(BadSegment.class);
    assertThat(Fixture.users(segments.get(2), 10)).containsExactly("c1");
  }

  @Test
  void segmentsCanBeReadSideBySide() throws Exception {
    var segments = Fixture.all(new Segments(Fixture.file("broken-line-in-the-middle.out")));
    var first = new Batches(segments.get(0), 1);
    var third = new Batches(segments.get(2), 1);

    assertThat(first.next().users()).containsExactly("a1");
    assertThat(third.next().users()).containsExactly("c1");
    assertThat(first.next().users()).containsExactly("a2");
  }

  /**
   * 48 MB of ids on one line: the test's heap holds them several times less than once as a list.
   */
  @Test
  void manyLongIdsAreReadBatchByBatch() throws Exception {
    var padding = "x".repeat(232);
    var users = IntStream.range(0, 200_000).mapToObj(i -> "%08d%s".formatted(i, padding)).toList();
    var segment = Fixture.onlySegment(Fixture.written(folder, Fixture.line(users)));

    long read = Fixture.all(new Batches(segment, 10_000)).stream().mapToLong(b -> b.size()).sum();

    assertThat(read).isEqualTo(200_000);
  }

  private static BadSegment bad(Segment segment) {
    return catchThrowableOfType(BadSegment.class, () -> Fixture.users(segment, 10));
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertThatReading(
      String fixture) throws Exception {
    var segment = Fixture.onlySegment(Fixture.file(fixture));
    return assertThatThrownBy(() -> Fixture.users(segment, 10)).isInstanceOf(BadSegment.class);
  }
}
