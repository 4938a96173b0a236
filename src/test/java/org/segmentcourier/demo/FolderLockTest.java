package org.segmentcourier.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir Path folder;

  @Test
  void aFolderInUseIsRefusedUntilItIsFree() throws IOException {
    var sandbox = folder.resolve("sandbox");

    try (var first = FolderLock.on(sandbox)) {
      assertThatThrownBy(() -> FolderLock.on(sandbox))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "%s is in use by another sandbox, which has to be stopped first".formatted(sandbox));
    }

    FolderLock.on(sandbox).close();
  }
}
