package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Inputs change, come and go while a run is at work. */
class SupersededRunTest extends TrainingTest {

  @Test
  void aRunThatIsSupersededSeesItsJobsToTheirEnd() {
    upload(Bookshop.putAll(s3));
    tick();
    tick();
    forget(); // group and schemas are on their way
    s3.pass(1);

    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n2,Knitting\n"));
    runToRest();

    assertThat(changes()).containsOnlyOnce("Dataset Group ACTIVE");
    assertThat(told()).hasSize(1);
    assertThat(personalize.created)
        .filteredOn(n -> n.startsWith("dataset_import_items"))
        .hasSize(1);
  }

  @Test
  void aDeletedFileDoesNotStopTheWork() {
    upload(Bookshop.putAll(s3));
    s3.put("train/shop/users.csv", "USER_ID\n");
    tick();
    s3.delete("train/shop/users.csv");

    runToRest();

    assertThat(personalize.created).anyMatch(name -> name.startsWith("batch_subjects_"));
  }

  @Test
  void aRunWhoseInputsComeBackGoesOn() {
    upload(Bookshop.putAll(s3));
    tick();
    tick();
    upload(s3.put("batch/bookshop/subjects/mistake.json", "{}"));
    tick();
    tick();
    s3.delete("batch/bookshop/subjects/mistake.json");

    runToRest();

    assertThat(toldText()).contains("completed successfully");
    assertThat(personalize.created)
        .filteredOn(name -> name.startsWith("batch_subjects_"))
        .hasSize(1);
  }

  /** The queue takes equal messages for one for five minutes only. */
  @Test
  void aStartThatComesAgainLaterChangesNothing() {
    var upload = Bookshop.putAll(s3);
    upload(upload);
    tick();
    tick();
    tick();
    s3.pass(600);

    upload(upload);
    runToRest();

    assertThat(told()).hasSize(1);
    assertThat(stateChanges()).doesNotHaveDuplicates();
    assertThat(sqs.sent).hasSizeLessThan(20);
  }

  @Test
  void aStartThatComesAgainAfterTheRunHasEndedChangesNothing() {
    var upload = Bookshop.putAll(s3);
    upload(upload);
    runToRest();
    forget();
    s3.pass(600);

    upload(upload);
    runToRest();

    assertThat(told()).isEmpty();
    assertThat(changes()).isEmpty();
  }

  /** A container that was stopped in the middle of a tick comes back when others have gone on. */
  @Test
  void aTickThatComesAgainLaterChangesNothing() {
    upload(Bookshop.putAll(s3));
    tick();
    tick();
    personalize.finish();
    var late = current();
    tick();
    personalize.finish();
    tick();
    s3.pass(600);

    receive(late);

    assertThat(sqs.queue).hasSize(1);
    runToRest();
    assertThat(stateChanges()).doesNotHaveDuplicates();
  }
}
