package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.segmentcourier.notification.Notification;

/** The subject of an e-mail says what became of which training. */
class TrainingSubjectsTest extends TrainingTest {

  @Test
  void ofACompleteRunItNamesTheDatasetGroup() {
    upload(Bookshop.putAll(s3));

    runToRest();

    assertThat(told()).extracting(Notification::subject).containsExactly("trained: bookshop");
  }

  @Test
  void ofAFailedRunItNamesTheDatasetGroup() {
    Bookshop.putAll(s3);
    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,TOPIC\n1,Sailing\n"));

    runToRest();

    assertThat(told())
        .extracting(Notification::subject)
        .containsExactly("training failed: bookshop");
  }

  @Test
  void ofARefusedConfigItNamesTheConfig() {
    upload(s3.put(Bookshop.CONFIG, Bookshop.config().replace("numResults", "numResult")));

    runToRest();

    assertThat(told())
        .extracting(Notification::subject)
        .containsExactly("training config refused: train/shop/bookshop.json");
  }

  @Test
  void ofUnusedFilesItNamesTheFolder() {
    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n"));

    runToRest();

    assertThat(told())
        .extracting(Notification::subject)
        .containsExactly("files not used in train/shop/");
  }
}
