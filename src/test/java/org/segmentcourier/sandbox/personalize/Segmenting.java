package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.sandbox.personalize.Model.BadQuery;
import org.segmentcourier.sandbox.personalize.Storage.StoredObject;

/**
 * The work of a batch segment job: answers every query of its input files, one line for one line,
 * in an {@code .out} object for each file, and then puts an empty {@code _CHECK} beside them.
 */
final class Segmenting implements Work {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Storage storage;
  private final Tuning tuning;
  private final Knowledge knowledge;

  Segmenting(Storage storage, Tuning tuning, Knowledge knowledge) {
    this.storage = storage;
    this.tuning = tuning;
    this.knowledge = knowledge;
  }

  @Override
  public Runnable carryOut(Resource job) throws JobFailed {
    Model model =
        knowledge
            .model(job.text("solutionVersionArn"))
            .orElseThrow(() -> new JobFailed("The solution version is no longer there"));
    String input = job.members().at("/jobInput/s3DataSource/path").asText();
    String output = job.members().at("/jobOutput/s3DataDestination/path").asText();
    long most = job.members().get("numResults").longValue();

    Map<StoredObject, List<String>> queries = new LinkedHashMap<>();
    for (StoredObject file : files(input)) {
      queries.put(file, lines(file, model.recipe()));
    }
    String bucket = Storage.bucket(output);
    String folder = Storage.folder(output);
    for (Map.Entry<StoredObject, List<String>> file : queries.entrySet()) {
      storage.put(
          bucket,
          folder + nameOf(file.getKey(), input) + ".out",
          answers(model, file.getValue(), most));
    }
    storage.put(bucket, folder + "_CHECK", new byte[0]);
    return () -> {};
  }

  /**
   * The name of an input file; one in a folder within the input's folder keeps that folder, so that
   * no output overwrites another. What AWS does there is not documented.
   */
  private static String nameOf(StoredObject file, String input) {
    return file.key().substring(Storage.key(input).lastIndexOf('/') + 1);
  }

  private List<StoredObject> files(String input) throws JobFailed {
    List<StoredObject> files = storage.list(input);
    if (files.isEmpty()) {
      throw new JobFailed("There is no input at " + input);
    }
    if (files.size() > tuning.of(Quota.INPUT_FILES)) {
      throw new JobFailed(
          "The input has %d files; at most %d are allowed"
              .formatted(files.size(), tuning.of(Quota.INPUT_FILES)));
    }
    long bytes = files.stream().mapToLong(StoredObject::size).sum();
    if (bytes > tuning.of(Quota.INPUT_BYTES)) {
      throw new JobFailed(
          "The input has %d bytes; at most %d are allowed"
              .formatted(bytes, tuning.of(Quota.INPUT_BYTES)));
    }
    return files;
  }

  /** The lines of a file, blank ones excepted. */
  private List<String> lines(StoredObject file, Recipe recipe) throws JobFailed {
    long most =
        tuning.of(recipe == Recipe.ITEM_AFFINITY ? Quota.ITEM_QUERIES : Quota.ATTRIBUTE_QUERIES);
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(storage.open(file), StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        if (lines.size() == most) {
          throw new JobFailed(
              "%s has more than %d queries, which is the most for %s"
                  .formatted(file.key(), most, recipe.id()));
        }
        lines.add(line);
      }
    } catch (IOException e) {
      throw new JobFailed(
          "Could not read %s as UTF-8 text: %s".formatted(file.key(), e.getMessage()));
    }
    return lines;
  }

  private byte[] answers(Model model, List<String> lines, long most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      for (String line : lines) {
        answer(json, model, line, most);
        json.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  /**
   * Writes {@code {"input":{…},"output":{"usersList":[…]},"error":null}}. How a failed query looks
   * is not documented: here its output is null, or an empty list where so tuned; and the input of a
   * line that isn't JSON is its text.
   */
  private void answer(JsonGenerator json, Model model, String line, long most) throws IOException {
    JsonNode input = TextNode.valueOf(line);
    List<String> users = tuning.emptyListOnError() ? List.of() : null;
    String error = null;
    try {
      input = JSON.readTree(line);
      users = model.segment(input, most);
    } catch (JsonProcessingException e) {
      error = "The line is not valid JSON: " + e.getOriginalMessage();
    } catch (BadQuery e) {
      error = e.getMessage();
    }
    json.writeStartObject();
    json.writeFieldName("input");
    json.writeTree(input);
    json.writeFieldName("output");
    if (users == null) {
      json.writeNull();
    } else {
      json.writeStartObject();
      json.writeArrayFieldStart("usersList");
      for (String user : users) {
        json.writeString(user);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeStringField("error", error);
    json.writeEndObject();
  }
}
