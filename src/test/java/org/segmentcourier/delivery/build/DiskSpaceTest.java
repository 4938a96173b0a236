package org.segmentcourier.delivery.build;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.TestBranch;
import org.segmentcourier.delivery.KnownUsers;
import org.segmentcourier.delivery.records.Commit.Input;

class DiskSpaceTest {

  private final FixedDisk disk = new FixedDisk();

  /** The largest output file, and what becomes of all. */
  @ParameterizedTest
  @CsvSource({"1, 450", "2, 750", "6, 750"})
  void whatIsNeededDependsOnTheOutputAndOnWhetherThereAreSeveralBranches(
      int branches, long needed) {
    disk.room(needed);
    assertThatCode(() -> check(branches, 150, 50)).doesNotThrowAnyException();

    disk.room(needed - 1);
    assertThatThrownBy(() -> check(branches, 150, 50)).isInstanceOf(NotYet.class);
  }

  @Test
  void moreColumnsTakeMoreRoom() {
    var branches =
        List.of(TestBranch.of("b", "ALL", options -> options.setColumns("Address, User.UserId")));

    disk.room(1050);
    assertThatCode(() -> check(branches, 150, 50)).doesNotThrowAnyException();
    disk.room(1049);
    assertThatThrownBy(() -> check(branches, 150, 50)).isInstanceOf(NotYet.class);
  }

  @Test
  void whoWaitsIsToldWhatIsLacking() {
    disk.room(1_700_000_000);

    assertThatThrownBy(() -> check(2, 500_000_000))
        .hasMessage(
            "The disk of work.folder has room for 1700 MB; files are made of 500 MB of output, which"
                + " takes about 2000 MB");
  }

  private void check(int branches, long... outputs) throws Exception {
    check(branches(branches), outputs);
  }

  private void check(List<Branch> branches, long... outputs) throws Exception {
    disk.space().check(Path.of("folder"), branches, new KnownUsers(), inputs(outputs));
  }

  private static List<Branch> branches(int count) {
    return IntStream.range(0, count).mapToObj(n -> TestBranch.of("b" + n, "ALL")).toList();
  }

  private static List<Input> inputs(long... sizes) {
    return LongStream.of(sizes).mapToObj(size -> new Input("b", "k", "e", size)).toList();
  }
}
