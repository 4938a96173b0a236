package org.segmentcourier.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Chooses what lines of the log look like. Log4j reads its own configuration with the first logger,
 * before there are settings: so this looks for the only one that counts for it, where Camel will
 * find it, too. Whether its value is right, is checked with all others.
 */
public final class LogFormat {

  /** Its key among the settings. */
  private static final String KEY = "logs.json";

  private static final String VARIABLE = "LOGS_JSON";

  /** Log4j's own. */
  private static final String CONFIGURATION = "log4j2.configurationFile";

  private static final String JDK = "java.util.logging.manager";

  private static final String AS_JSON =
      "classpath:log4j2.properties,classpath:log4j2-json.properties";

  private LogFormat() {}

  /**
   * To be called before the first logger is made.
   *
   * @param config the operator's folder
   */
  public static void choose(Path config) {
    // What libraries log by the JDK's own means is to be in the same log.
    System.setProperty(JDK, "org.apache.logging.log4j.jul.LogManager");
    if (isJson(config, System.getenv()) && System.getProperty(CONFIGURATION) == null) {
      System.setProperty(CONFIGURATION, AS_JSON);
    }
  }

  /** As the settings are looked for: a property of the JVM wins, then the environment. */
  static boolean isJson(Path config, Map<String, String> environment) {
    var value =
        Optional.ofNullable(System.getProperty(KEY))
            .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
            .orElseGet(() -> inFile(config.resolve("application.properties")));
    return Boolean.parseBoolean(value.trim());
  }

  private static String inFile(Path file) {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return ""; // it is none, or is told with the settings
    }
    return properties.getProperty(KEY, "");
  }
}
