package org.segmentcourier.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What one logger says at WARN or above, until closed. */
public final class Warnings extends AbstractAppender implements AutoCloseable {

  private final Logger logger;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  /**
   * @param logger its name: that of a class, or the id of a route
   */
  public Warnings(String logger) {
    super("warnings", null, null, true, Property.EMPTY_ARRAY);
    this.logger = (Logger) LogManager.getLogger(logger);
    start();
    this.logger.addAppender(this);
  }

  public List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void append(LogEvent event) {
    if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
      messages.add(event.getMessage().getFormattedMessage());
    }
  }

  @Override
  public void close() {
    logger.removeAppender(this);
    stop();
  }
}
