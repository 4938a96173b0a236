package org.segmentcourier.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.aws.Fingerprint;

class FilePartsTest {

  @TempDir Path folder;

  @Test
  void aFileIsFoundUnderItsSha256() throws Exception {
    var parts = new FileParts(folder, "open", 100, Runnable::run);
    parts.append(bytes("Id\na\n"));
    parts.append(bytes("b\n"));

    var part = parts.finish().get(0);

    assertThat(part).isEqualTo(new FileParts.Part(Fingerprint.of("Id\na\nb\n"), 7, 2));
    assertThat(folder.resolve(part.sha256())).hasContent("Id\na\nb\n");
    assertThat(folder.resolve("open")).doesNotExist();
  }

  @Test
  void aFileOverTheLimitIsContinuedInAnotherPart() throws Exception {
    var parts = new FileParts(folder, "open", 5, Runnable::run);
    assertThat(parts.isAtStart()).isTrue();
    parts.append(bytes("Id\na\n"));
    assertThat(parts.isAtStart()).isTrue();
    parts.append(bytes("Id\nb"));
    assertThat(parts.isAtStart()).isFalse();

    var finished = parts.finish();

    assertThat(finished).hasSize(2);
    assertThat(folder.resolve(finished.get(1).sha256())).hasContent("Id\nb");
  }

  @Test
  void whatIsAbandonedLeavesNothing() throws Exception {
    var parts = new FileParts(folder, "open", 100, Runnable::run);
    parts.append(bytes("Id\n"));

    parts.abandon();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingWrittenIsNoFile() throws Exception {
    assertThat(new FileParts(folder, "open", 100, Runnable::run).finish()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
