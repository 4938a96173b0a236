package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.endtoend.ApplicationProcess;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.endtoend.OwnMounts;

/**
 * A container whose disk is full fails cleanly, and one that has room does its work. One folder for
 * temporary files is all that a container needs to write to.
 */
@LongRun
@Tag("R12")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskTest {

  private static final int SEGMENTS = 2;
  private static final int USERS = 10_000;
  private static final long ROOM_ENOUGH = 1 << 26;

  /** Of a disk that limits bytes only. */
  private static final int ANY = 1_000;

  /** That of the disk itself, those of the process and of the delivery; and a lock. */
  private static final int FOLDERS = 4;

  private static final Duration UNTIL_FULL = Duration.ofMinutes(2);

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("full-disk").with("QUEUE_VISIBILITY", "3").with("LOOKUP_RATE", "10000");

  private static Undisturbed undisturbed;

  @BeforeAll
  static void deliverOnceInPeace() throws IOException {
    assumeThat(OwnMounts.areAllowed())
        .as("this machine lets a test mount a disk of its own (unshare --mount)")
        .isTrue();
    undisturbed = Undisturbed.of(system, SEGMENTS, USERS);
  }

  /** It is not begun, whether or not the output would have had room. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"half the output, 0.5", "the output and no segment file, 1.1"})
  void aDeliveryThatFindsNoRoomIsMadeWhereThereIs(String room, double outputs) throws IOException {
    long output = undisturbed.audience().output().getBytes(StandardCharsets.UTF_8).length;

    isMadeWhereThereIsRoom(Math.round(output * outputs), ANY, "The disk of work.folder has room");
  }

  /** Output, segment file and rejects of one segment have room, and the other's have not. */
  @Test
  void aDeliveryDuringWhichTheDiskBecomesFullIsMadeWhereThereIsRoom() throws IOException {
    isMadeWhereThereIsRoom(ROOM_ENOUGH, FOLDERS + 3, "No space left on device");
  }

  /**
   * @param bytes of the disk
   * @param files that it can have, folders included
   */
  private static void isMadeWhereThereIsRoom(long bytes, int files, String reason)
      throws IOException {
    system.fleet().running().forEach(ApplicationProcess::stop);
    var full = system.fleet().startOnSmallDisk(bytes, files);
    full.awaitStarted();
    var trial = undisturbed.trial();

    trial.begin();
    await("the delivery to be held")
        .atMost(UNTIL_FULL)
        .until(() -> full.logged("delivery held").contains(reason));
    assertThat(trial.isPublished()).isFalse();
    full.stop();
    system.fleet().start();
    trial.end();

    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  @Test
  void aContainerOnAReadOnlyDiskNeedsOneTemporaryFolder() throws IOException {
    system.fleet().running().forEach(ApplicationProcess::stop);
    var bound = system.fleet().startOnReadOnlyDisk();
    bound.awaitStarted();
    var trial = undisturbed.trial();

    trial.begin();
    trial.end();

    assertThat(undisturbed.violations(trial)).isEmpty();
    bound.stop();
    system.fleet().start();
  }
}
