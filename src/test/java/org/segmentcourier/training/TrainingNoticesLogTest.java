package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are told has gone wrong is in the log, too. */
class TrainingNoticesLogTest extends TrainingTest {

  private final Logger logger = (Logger) LogManager.getLogger(TrainingNotices.class);
  private final Warnings warnings = new Warnings();

  @BeforeEach
  void listen() {
    warnings.start();
    logger.addAppender(warnings);
  }

  @AfterEach
  void listenNoMore() {
    logger.removeAppender(warnings);
  }

  @Test
  void aRefusedConfigIsLoggedWithKeyAndPath() {
    upload(s3.put(Bookshop.CONFIG, Bookshop.config().replace("numResults", "numResult")));

    runToRest();

    assertThat(warnings.messages)
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("key=train/shop/bookshop.json")
                    .contains("$.solutions[0].batchSegmentJobs[0].serviceConfig.numResult"));
  }

  @Test
  void aCsvWithoutTheSchemasColumnsIsLoggedWithItsKey() {
    Bookshop.putAll(s3);
    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,TOPIC\n1,Sailing\n"));

    runToRest();

    assertThat(warnings.messages)
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("datasetGroup=bookshop")
                    .contains("train/shop/items.csv lacks the column SUBJECT"));
  }

  private static final class Warnings extends AbstractAppender {

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());

    Warnings() {
      super("warnings", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLevel().equals(Level.WARN)) {
        messages.add(event.getMessage().getFormattedMessage());
      }
    }
  }
}
