package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inputs change, come and go while a run is at work. */
class SupersededRunTest {

  private Bench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench();
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  @Test
  void aRunThatIsSupersededSeesItsJobsToTheirEnd() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.tick();
    bench.forget(); // group and schemas are on their way
    bench.s3.pass(1);

    bench.upload(bench.s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n2,Knitting\n"));
    bench.runToRest();

    assertThat(bench.changes()).containsOnlyOnce("Dataset Group ACTIVE");
    assertThat(bench.told()).hasSize(1);
    assertThat(bench.personalize.created)
        .filteredOn(n -> n.startsWith("dataset_import_items"))
        .hasSize(1);
  }

  @Test
  void aDeletedFileDoesNotStopTheWork() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.s3.put("train/shop/users.csv", "USER_ID\n");
    bench.tick();
    bench.s3.delete("train/shop/users.csv");

    bench.runToRest();

    assertThat(bench.personalize.created).anyMatch(name -> name.startsWith("batch_subjects_"));
  }

  @Test
  void aRunWhoseInputsComeBackGoesOn() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.tick();
    bench.upload(bench.s3.put("batch/bookshop/subjects/mistake.json", "{}"));
    bench.tick();
    bench.tick();
    bench.s3.delete("batch/bookshop/subjects/mistake.json");

    bench.runToRest();

    assertThat(bench.toldText()).contains("completed successfully");
    assertThat(bench.personalize.created)
        .filteredOn(name -> name.startsWith("batch_subjects_"))
        .hasSize(1);
  }

  /** The queue takes equal messages for one for five minutes only. */
  @Test
  void aStartThatComesAgainLaterChangesNothing() {
    var upload = Bookshop.putAll(bench.s3);
    bench.upload(upload);
    bench.tick();
    bench.tick();
    bench.tick();
    bench.s3.pass(600);

    bench.upload(upload);
    bench.runToRest();

    assertThat(bench.told()).hasSize(1);
    assertThat(bench.stateChanges()).doesNotHaveDuplicates();
    assertThat(bench.sqs.sent).hasSizeLessThan(20);
  }

  @Test
  void aStartThatComesAgainAfterTheRunHasEndedChangesNothing() {
    var upload = Bookshop.putAll(bench.s3);
    bench.upload(upload);
    bench.runToRest();
    bench.forget();
    bench.s3.pass(600);

    bench.upload(upload);
    bench.runToRest();

    assertThat(bench.told()).isEmpty();
    assertThat(bench.changes()).isEmpty();
  }

  /** A container that was stopped in the middle of a tick comes back when others have gone on. */
  @Test
  void aTickThatComesAgainLaterChangesNothing() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.tick();
    bench.personalize.finish();
    var late = bench.current();
    bench.tick();
    bench.personalize.finish();
    bench.tick();
    bench.s3.pass(600);

    bench.receive(late);

    assertThat(bench.sqs.queue).hasSize(1);
    bench.runToRest();
    assertThat(bench.stateChanges()).doesNotHaveDuplicates();
  }
}
