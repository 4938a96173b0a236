package org.segmentcourier.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefectTest {

  @TempDir Path folder;

  static List<Defect> defects() throws IOException {
    return Defect.in(Path.of("src/test/defects"));
  }

  /** Whether its test catches it, {@code mvn -Pdefects} tells. */
  @ParameterizedTest
  @MethodSource("defects")
  void aDefectAppliesToTheSourcesAsTheyAreAndNamesATestThatIsThere(Defect defect) throws Exception {
    PatchedApplication.apply(defect.patch(), Path.of("").toAbsolutePath(), "--check");

    assertThat(Class.forName(defect.test())).isNotNull();
  }

  @Test
  void aPatchThatNamesNoTestIsRefused() throws IOException {
    Files.writeString(folder.resolve("07-a-lost-claim.patch"), "A claim is lost.\n");

    assertThatThrownBy(() -> Defect.in(folder)).hasMessageContaining("names no test");
  }

  @Test
  void twoPatchesWithOneNumberAreRefused() throws IOException {
    Files.writeString(folder.resolve("07-a-lost-claim.patch"), "Test: org.example.Some\n");
    Files.writeString(folder.resolve("07-a-lost-retry.patch"), "Test: org.example.Some\n");

    assertThatThrownBy(() -> Defect.in(folder)).hasMessageContaining("have one number");
  }
}
