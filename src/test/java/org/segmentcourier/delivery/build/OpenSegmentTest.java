package org.segmentcourier.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.branch.TestBranch;
import org.segmentcourier.delivery.KnownUsers;
import org.segmentcourier.delivery.exclusion.LeftOut;
import org.segmentcourier.delivery.ledger.LedgerImbalance;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.UserEndpoints;
import org.segmentcourier.segment.OutputFile;
import org.segmentcourier.segment.Segment;
import org.segmentcourier.segment.TestSegments;
import org.segmentcourier.segment.UserBatch;

/** The ways to lose users between the reader and the file: each must be noticed. */
class OpenSegmentTest {

  private static final UserBatch FIRST = UserBatch.of(0, List.of("a", "b"), 1, false);
  private static final UserBatch SECOND = UserBatch.of(3, List.of("c"), 0, true);

  @TempDir Path folder;
  private OpenSegment open;

  @BeforeEach
  void begin() throws Exception {
    var line = "{\"input\": {\"itemId\": \"1\"}, \"output\": {\"usersList\": []}, \"error\": null}";
    var file = new OutputFile("a.out", Files.writeString(folder.resolve("input"), line));
    Segment segment = TestSegments.first(file);
    open =
        new OpenSegment(
            segment,
            0,
            List.of(TestBranch.of("all", "ALL")),
            null,
            Share.IDS,
            folder,
            1_000_000,
            Runnable::run);
  }

  @Test
  void aSegmentThatCameWholeBecomesAFile() throws Exception {
    take(FIRST);
    take(SECOND);

    var built = open.finish();

    var file = built.files().get("all").get(0);
    assertThat(Files.readString(folder.resolve(file.sha256()))).isEqualTo("Id\nea\neb\nec\n");
    assertThat(built.account().idsRead()).isEqualTo(4);
    assertThat(built.account().distinct()).isEqualTo(3);
    assertThat(built.account().duplicate()).isEqualTo(1);
  }

  @Test
  void aMissingFirstBatchIsNoticed() {
    assertThatThrownBy(() -> take(SECOND))
        .isInstanceOf(LedgerImbalance.class)
        .hasMessageContaining("missing or out of order at id 3, where 0 is expected");
  }

  @Test
  void aMissingLastBatchIsNoticed() throws Exception {
    take(FIRST);

    assertThatThrownBy(open::finish)
        .isInstanceOf(LedgerImbalance.class)
        .hasMessageContaining("its last batch is missing");
  }

  @Test
  void noBatchAtAllIsNoticed() {
    assertThatThrownBy(open::finish).isInstanceOf(LedgerImbalance.class);
  }

  @Test
  void theSameBatchTwiceIsNoticed() throws Exception {
    take(FIRST);

    assertThatThrownBy(() -> take(FIRST)).isInstanceOf(LedgerImbalance.class);
  }

  @Test
  void aUserWhoWasNotLookedUpIsNoticed() {
    var found = EndpointBatch.of(FIRST, List.of(user("a")));

    assertThatThrownBy(() -> open.share(found, LeftOut.nobody()))
        .isInstanceOf(LedgerImbalance.class);
  }

  @Test
  void rowsThatWereSharedOutAndNotWrittenAreNoticed() throws Exception {
    take(FIRST);
    open.share(found(SECOND), LeftOut.nobody());

    assertThatThrownBy(open::finish)
        .isInstanceOf(LedgerImbalance.class)
        .hasMessageContaining("endpoints delivered = rows, but 3 and 2");
  }

  private void take(UserBatch batch) throws Exception {
    var share = open.share(found(batch), LeftOut.nobody()).get(0);
    var csv = new ByteArrayOutputStream();
    new SegmentCsv().marshal(null, share, csv);
    open.write(share, csv.toByteArray());
  }

  private static EndpointBatch found(UserBatch batch) {
    return EndpointBatch.of(batch, batch.users().stream().map(OpenSegmentTest::user).toList());
  }

  private static UserEndpoints user(String id) {
    return new UserEndpoints(id, List.of(KnownUsers.email("e" + id)));
  }
}
