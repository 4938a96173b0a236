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
class TrainingNoticesLogTest {

  private final Logger logger = (Logger) LogManager.getLogger(TrainingNotices.class);
  private final Warnings warnings = new Warnings();
  private Bench bench;

  @BeforeEach
  void start() throws Exception {
    warnings.start();
    logger.addAppender(warnings);
    bench = new Bench();
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
    logger.removeAppender(warnings);
  }

  @Test
  void aRefusedConfigIsLoggedWithKeyAndPath() {
    bench.upload(
        bench.s3.put(Bookshop.CONFIG, Bookshop.config().replace("numResults", "numResult")));

    bench.runToRest();

    assertThat(warnings.messages)
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("key=train/shop/bookshop.json")
                    .contains("$.solutions[0].batchSegmentJobs[0].serviceConfig.numResult"));
  }

  @Test
  void aCsvWithoutTheSchemasColumnsIsLoggedWithItsKey() {
    Bookshop.putAll(bench.s3);
    bench.upload(bench.s3.put(Bookshop.ITEMS, "ITEM_ID,TOPIC\n1,Sailing\n"));

    bench.runToRest();

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
