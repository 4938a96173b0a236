package org.segmentcourier.sandbox.personalize;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.segmentcourier.sandbox.personalize.Imported.Interaction;
import org.segmentcourier.sandbox.personalize.Storage.StoredObject;

/** The work of a dataset import job: reads CSVs from S3 and checks them against the schema. */
final class Importing implements Work {

  private final Registry registry;
  private final Storage storage;
  private final Tuning tuning;
  private final Knowledge knowledge;

  Importing(Registry registry, Storage storage, Tuning tuning, Knowledge knowledge) {
    this.registry = registry;
    this.storage = storage;
    this.tuning = tuning;
    this.knowledge = knowledge;
  }

  @Override
  public Runnable carryOut(Resource job) throws JobFailed {
    Resource dataset;
    DatasetSchema schema;
    synchronized (registry) {
      dataset = registry.get(Kind.DATASET, job.text("datasetArn"));
      schema =
          DatasetSchema.parse(registry.get(Kind.SCHEMA, dataset.text("schemaArn")).text("schema"));
    }
    DatasetType type = DatasetType.of(dataset.text("datasetType"));
    boolean full = job.text("importMode").equals("FULL");
    List<StoredObject> files = files(job.members().at("/dataSource/dataLocation").asText());
    checkSize(files, full);
    Imported content = read(type, schema, files);
    // User segmentation uses only what was imported in FULL mode; the rest is checked all the same.
    return full ? () -> knowledge.imported(dataset.arn(), content) : () -> {};
  }

  /** One CSV, or those directly in a folder: those whose URI begins with the location. */
  private List<StoredObject> files(String location) throws JobFailed {
    List<StoredObject> found = storage.list(location);
    String key = Storage.key(location);
    List<StoredObject> exact = found.stream().filter(object -> object.key().equals(key)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    List<StoredObject> parts =
        found.stream()
            .filter(object -> object.key().endsWith(".csv"))
            .filter(object -> isDirectlyIn(key, object.key()))
            .toList();
    if (parts.isEmpty()) {
      throw new JobFailed("There is no CSV at " + location);
    }
    return parts;
  }

  /** A folder's own files count, those of folders in it don't. */
  private static boolean isDirectlyIn(String prefix, String key) {
    String folder = prefix.isEmpty() || prefix.endsWith("/") ? "" : "[^/]*/";
    return key.substring(prefix.length()).matches("[^/]*|" + folder + "[^/]*");
  }

  private void checkSize(List<StoredObject> files, boolean full) throws JobFailed {
    long most = tuning.of(full ? Quota.FULL_IMPORT_BYTES : Quota.INCREMENTAL_IMPORT_BYTES);
    long size = files.stream().mapToLong(StoredObject::size).sum();
    if (size > most) {
      throw new JobFailed("The data has %d bytes; at most %d are allowed".formatted(size, most));
    }
  }

  private Imported read(DatasetType type, DatasetSchema schema, List<StoredObject> files)
      throws JobFailed {
    return switch (type) {
      case INTERACTIONS -> interactions(schema, files);
      case ITEMS -> items(schema, files);
      case USERS -> users(schema, files);
    };
  }

  private Imported interactions(DatasetSchema schema, List<StoredObject> files) throws JobFailed {
    List<Interaction> rows = new ArrayList<>();
    // The same few thousand ids stand in very many rows: keep each text once.
    Map<String, String> once = new HashMap<>();
    readAll(
        schema,
        files,
        row ->
            rows.add(
                new Interaction(
                    once.computeIfAbsent(row.get("USER_ID"), id -> id),
                    once.computeIfAbsent(row.get("ITEM_ID"), id -> id),
                    once.computeIfAbsent(row.getOrDefault("EVENT_TYPE", ""), id -> id),
                    Double.parseDouble(row.getOrDefault("EVENT_VALUE", "NaN")),
                    Long.parseLong(row.get("TIMESTAMP")))));
    if (rows.size() < tuning.of(Quota.RECORDS_PER_IMPORT)) {
      throw new JobFailed(
          "The data has %d interactions; at least %d are needed"
              .formatted(rows.size(), tuning.of(Quota.RECORDS_PER_IMPORT)));
    }
    return new Imported.Interactions(List.copyOf(rows));
  }

  private Imported items(DatasetSchema schema, List<StoredObject> files) throws JobFailed {
    Map<String, Map<String, String>> rows = new HashMap<>();
    readAll(schema, files, row -> rows.put(row.get("ITEM_ID"), row));
    return new Imported.Items(schema.columns(), Map.copyOf(rows));
  }

  private Imported users(DatasetSchema schema, List<StoredObject> files) throws JobFailed {
    Set<String> ids = new HashSet<>();
    readAll(schema, files, row -> ids.add(row.get("USER_ID")));
    return new Imported.Users(ids.size());
  }

  private void readAll(
      DatasetSchema schema, List<StoredObject> files, Consumer<Map<String, String>> rows)
      throws JobFailed {
    DatasetCsv csv = new DatasetCsv(schema, tuning);
    for (StoredObject file : files) {
      try (InputStream content = storage.open(file)) {
        csv.read(file.key(), content, rows);
      } catch (IOException e) {
        throw new JobFailed("Could not read " + file.key() + ": " + e.getMessage());
      }
    }
  }
}
