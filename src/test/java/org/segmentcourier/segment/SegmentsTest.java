package org.segmentcourier.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTest {

  @TempDir Path folder;

  @Test
  void everyLineIsASegmentInItsOrder() throws Exception {
    var file = Fixture.written(folder, Fixture.line(1) + Fixture.line(2) + Fixture.line(3));

    var segments = Fixture.all(new Segments(file));

    assertThat(segments).extracting(Segment::line).containsExactly(1, 2, 3);
  }

  @Test
  void aLineNeedsNoLineFeedAtTheEndOfTheFile() throws Exception {
    var file = Fixture.written(folder, Fixture.line(2).strip());

    assertThat(Fixture.users(Fixture.onlySegment(file), 10)).containsExactly("u1", "u2");
  }

  @Test
  void aByteOrderMarkCarriageReturnsAndEmptyLinesArePassedOver() throws Exception {
    var segments = Fixture.all(new Segments(Fixture.file("windows.out")));

    assertThat(segments).extracting(Segment::line).containsExactly(1, 4);
    assertThat(Fixture.users(segments.get(0), 10)).containsExactly("a1");
    assertThat(Fixture.users(segments.get(1), 10)).containsExactly("b1");
  }

  @Test
  void anEmptyFileHasNoSegments() throws Exception {
    var file = Fixture.written(folder, "");

    assertThat(Fixture.all(new Segments(file))).isEmpty();
  }

  @Test
  void aFileOfEmptyLinesHasNoSegments() throws Exception {
    var file = Fixture.written(folder, "\r\n\n  \n");

    assertThat(Fixture.all(new Segments(file))).isEmpty();
  }

  @Test
  void aGzippedFileIsOneBadLineThatSaysSo() throws Exception {
    var file = Fixture.written(folder, new byte[] {0x1F, (byte) 0x8B, 8, 0, '\n', 1, 2});

    var segment = Fixture.onlySegment(file);

    assertThatThrownBy(segment::query)
        .isInstanceOf(BadSegment.class)
        .hasMessageContaining("gzipped");
  }

  @Test
  void aLineThatIsNoJsonIsBadButItsNeighboursAreNot() throws Exception {
    var file = Fixture.written(folder, Fixture.line(1) + "garbage\n" + Fixture.line(2));

    var segments = Fixture.all(new Segments(file));

    assertThat(segments).hasSize(3);
    assertThatThrownBy(() -> segments.get(1).query()).isInstanceOf(BadSegment.class);
    assertThat(Fixture.users(segments.get(2), 10)).containsExactly("u1", "u2");
  }

  @Test
  void aLineWithoutAQueryIsBad() throws Exception {
    var file = Fixture.written(folder, "{\"output\": {\"usersList\": []}, \"error\": null}");

    var segment = Fixture.onlySegment(file);

    assertThatThrownBy(segment::query).hasMessageContaining("neither itemId nor itemAttributes");
  }

  @Test
  void aLineLongerThanTheReadersBufferIsOneSegment() throws Exception {
    var file = Fixture.written(folder, Fixture.line(50_000) + Fixture.line(1));

    var segments = Fixture.all(new Segments(file));

    assertThat(segments).hasSize(2);
    assertThat(Fixture.users(segments.get(0), 1000)).hasSize(50_000);
  }
}
