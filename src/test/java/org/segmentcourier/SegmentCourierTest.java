package org.segmentcourier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCourierTest {

  @Test
  void operatorsRoutesAreLoadedFromTheirFolder(@TempDir Path folder) {
    assertThat(SegmentCourier.routes(folder)).endsWith(",file:" + folder + "/*.camel.yaml");
  }

  @Test
  void aFolderOfOperatorsRoutesThatIsNotThereIsNoReasonNotToStart(@TempDir Path folder) {
    assertThat(SegmentCourier.routes(folder.resolve("missing"))).doesNotContain("file:");
  }
}
