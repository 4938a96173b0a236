package org.segmentcourier.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.segmentcourier.demo.Bingewatch;
import org.segmentcourier.demo.Size;

/**
 * Training data of a small streaming service, and a training config for it, which a test changes
 * before it is uploaded.
 */
public final class TrainingData {

  /** Called 1, 2, and so on. */
  private static final int USERS = 60;

  /** Little more than Personalize's least: 25 users, 1,000 interactions. */
  private static final Size SMALL = new Size(USERS, 60, 1_500, 10, 20);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EndToEnd system;
  private final String datasetGroup;
  private final ObjectNode config;
  private final Map<String, String> files;

  private TrainingData(
      EndToEnd system, String datasetGroup, ObjectNode config, Map<String, String> files) {
    this.system = system;
    this.datasetGroup = datasetGroup;
    this.config = config;
    this.files = files;
  }

  /**
   * Makes it.
   *
   * @param datasetGroup its name, and that of its folder below {@code train/}
   * @param folder for the files
   */
  public static TrainingData of(EndToEnd system, String datasetGroup, Path folder)
      throws IOException {
    new Bingewatch(SMALL).writeTo(folder);
    var train = folder.resolve(Bingewatch.TRAIN);
    var config = (ObjectNode) JSON.readTree(train.resolve("bingewatch_config.json").toFile());
    ((ObjectNode) config.at("/datasetGroup/serviceConfig")).put("name", datasetGroup);
    var solutions = (ArrayNode) config.get("solutions");
    solutions.remove(1);
    ((ObjectNode) solutions.at("/0/serviceConfig")).put("name", datasetGroup);
    var files =
        Folders.filesBelow(train).stream()
            .filter(file -> file.toString().endsWith(".csv"))
            .collect(
                Collectors.toMap(file -> file.getFileName().toString(), TrainingData::content));
    return new TrainingData(system, datasetGroup, config, files);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + file, e);
    }
  }

  /** Gives each of its users an endpoint. */
  public static void giveEndpoints(EndToEnd system) {
    system
        .otherJobs()
        .users(
            IntStream.rangeClosed(1, USERS)
                .mapToObj(String::valueOf)
                .collect(Collectors.toMap(user -> user, user -> "trained-" + user)));
  }

  /** Changes the config. */
  public TrainingData with(Consumer<ObjectNode> change) {
    change.accept(config);
    return this;
  }

  /** A file with other content. */
  TrainingData with(String file, String content) {
    files.put(file, content);
    return this;
  }

  TrainingData without(String file) {
    files.remove(file);
    return this;
  }

  String content(String file) {
    return files.get(file);
  }

  /** Puts queries for its solution, the data and the config. */
  public void upload(String queries) {
    var aws = system.aws();
    if (!queries.isEmpty()) {
      aws.put(
          aws.dataBucket(),
          "batch/%s/%s/queries.json".formatted(datasetGroup, datasetGroup),
          queries);
    }
    files.forEach((file, content) -> aws.put(aws.dataBucket(), folder() + file, content));
    uploadConfig(config.toString());
  }

  /** Puts a config, whatever it holds. */
  private void uploadConfig(String content) {
    system.aws().put(system.aws().dataBucket(), folder() + "config.json", content);
  }

  /** Where it is, with a slash at the end. */
  String folder() {
    return "train/" + datasetGroup + "/";
  }

  /** A JSON object written with single quotes. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
