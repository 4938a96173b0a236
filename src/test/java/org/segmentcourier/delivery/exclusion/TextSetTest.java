package org.segmentcourier.delivery.exclusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSetTest {

  private static final int MANY = 50_000;

  @TempDir Path folder;
  private TextSet texts;

  @BeforeEach
  void open() throws Exception {
    texts = new TextSet(folder);
  }

  @Test
  void itHasWhatWasAddedAndNothingElseHoweverMuchThatIs() throws Exception {
    for (int i = 0; i < MANY; i++) {
      texts.add(("user-" + i).getBytes(UTF_8));
    }

    for (int i = 0; i < MANY; i++) {
      assertThat(has("user-" + i)).isTrue();
      assertThat(has("other-" + i)).isFalse();
    }
    assertThat(texts.size()).isEqualTo(MANY);
  }

  @Test
  void whatIsAddedTwiceIsThereOnce() throws Exception {
    texts.add("ann".getBytes(UTF_8));
    texts.add("ann".getBytes(UTF_8));

    assertThat(texts.size()).isOne();
  }

  @Test
  void aTextIsFoundWithinOthers() throws Exception {
    texts.add("ann".getBytes(UTF_8));

    assertThat(texts.has("joannna".getBytes(UTF_8), 2, 5)).isTrue();
    assertThat(texts.has("joannna".getBytes(UTF_8), 2, 6)).isFalse();
  }

  @Test
  void itsFileHasNoNameThatCouldStay() throws Exception {
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private boolean has(String text) {
    var bytes = text.getBytes(UTF_8);
    return texts.has(bytes, 0, bytes.length);
  }
}
