package org.segmentcourier.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.segmentcourier.training.config.TrainingConfig;
import org.segmentcourier.training.personalize.Kind;
import org.segmentcourier.training.personalize.WantedResource;

/** Makes the plan: what a config and its inputs call for. Pure. */
final class Planner {

  private static final int LONGEST_PATH = 256;

  private final String bucket;
  private final String role;

  /**
   * @param bucket of the inputs and of the jobs' output
   * @param role ARN of the role that Personalize takes to read and write there
   */
  Planner(String bucket, String role) {
    this.bucket = bucket;
    this.role = role;
  }

  public Plan plan(TrainingConfig config, Inputs inputs) {
    return new Draft(config, inputs).plan();
  }

  private final class Draft {

    private final TrainingConfig config;
    private final Inputs inputs;
    private final List<WantedResource> wanted = new ArrayList<>();
    private final List<String> imports = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final String group;

    Draft(TrainingConfig config, Inputs inputs) {
      this.config = config;
      this.inputs = inputs;
      this.group = "dataset group " + config.name();
    }

    Plan plan() {
      notes.addAll(config.notes());
      add(
          group,
          Kind.DATASET_GROUP,
          config.name(),
          List.of(),
          config.datasetGroup(),
          config.tags());
      config.datasets().forEach(this::dataset);
      config.solutions().forEach(this::solution);
      noteUnusedInputs();
      return new Plan(
          config.name(), List.copyOf(wanted), List.copyOf(notes), List.copyOf(problems));
    }

    private void dataset(TrainingConfig.Dataset dataset) {
      String type = dataset.type().word();
      String schema = type + " schema";
      String id = type + " dataset";
      add(
          schema,
          Kind.SCHEMA,
          dataset.schema().path("name").asText(),
          List.of(),
          dataset.schema(),
          Map.of());
      ObjectNode request = dataset.dataset().deepCopy();
      request.put("datasetType", dataset.type().name());
      add(
          id,
          Kind.DATASET,
          request.path("name").asText(),
          List.of(group, schema),
          request,
          dataset.tags());
      dataImport(dataset, id);
    }

    private void dataImport(TrainingConfig.Dataset dataset, String parent) {
      var type = dataset.type();
      var data = inputs.data(type);
      String folder =
          inputs.config().key().substring(0, inputs.config().key().lastIndexOf('/') + 1);
      String single = folder + type.word() + ".csv";
      boolean parts = !data.isEmpty() && !data.get(0).key().equals(single);
      String location = path(parts ? folder + type.word() + "/" : single);
      ObjectNode request = dataset.importJob().deepCopy();
      request.putObject("dataSource").put("dataLocation", location);
      request.put("roleArn", role);
      if (!request.has("importMode")) {
        request.put("importMode", "FULL");
      }
      var madeFrom = new ArrayList<String>();
      madeFrom.add(canonical(request));
      data.forEach(file -> madeFrom.addAll(List.of(file.key(), file.etag())));
      String id = type.word() + " import";
      imports.add(id);
      wanted.add(
          new WantedResource(
              id,
              Kind.DATASET_IMPORT_JOB,
              "dataset_import_" + type.word(),
              List.of(parent),
              request,
              dataset.importTags(),
              madeFrom,
              data.stream().map(TrainingFile::key).toList(),
              dataset.columns(),
              data.isEmpty() ? List.of(single) : List.of()));
    }

    private void solution(TrainingConfig.Solution solution) {
      String id = "solution " + solution.name();
      ObjectNode request = solution.solution().deepCopy();
      if (!request.has("performAutoTraining")) {
        request.put("performAutoTraining", false); // Personalize's own default trains every week
      }
      add(id, Kind.SOLUTION, solution.name(), parents(group, imports), request, solution.tags());
      ObjectNode version = solution.version().deepCopy();
      if (!version.has("trainingMode")) {
        version.put("trainingMode", "FULL");
      }
      String versionId = "solution version of " + solution.name();
      wanted.add(
          new WantedResource(
              versionId,
              Kind.SOLUTION_VERSION,
              "version",
              parents(id, imports),
              version,
              solution.versionTags(),
              List.of(canonical(version)),
              List.of(),
              List.of(),
              List.of()));
      segmentJobs(solution, versionId);
    }

    private void segmentJobs(TrainingConfig.Solution solution, String version) {
      String folder = "batch/" + config.name() + "/" + solution.name() + "/";
      var queries = inputs.batchInputs(solution.name());
      for (var job : solution.segmentJobs()) {
        if (queries.isEmpty()) {
          String key = folder + "job_config.json";
          segmentJob(solution, job, version, new TrainingFile(key, "", 0, null), List.of(key));
        }
        for (var query : queries) {
          if (fits(query)) {
            segmentJob(solution, job, version, query, List.of());
          }
        }
      }
    }

    private void segmentJob(
        TrainingConfig.Solution solution,
        TrainingConfig.SegmentJob job,
        String version,
        TrainingFile query,
        List<String> missing) {
      ObjectNode request = job.job().deepCopy();
      String folder = query.key().substring(0, query.key().lastIndexOf('/') + 1);
      request.putObject("jobInput").putObject("s3DataSource").put("path", path(query.key()));
      request.putObject("jobOutput").putObject("s3DataDestination").put("path", path(folder));
      request.put("roleArn", role);
      wanted.add(
          new WantedResource(
              "segment job of %s for %s %s".formatted(solution.name(), query.key(), job.job()),
              Kind.BATCH_SEGMENT_JOB,
              "batch_" + solution.name(),
              List.of(version),
              request,
              job.tags(),
              List.of(query.key(), query.etag(), canonical(job.job())),
              List.of(),
              List.of(),
              missing));
    }

    /**
     * Personalize reads all objects whose keys begin with the path: no other may begin with the
     * whole key, whatever it is to us.
     */
    private boolean fits(TrainingFile query) {
      String path = path(query.key());
      if (path.length() > LONGEST_PATH) {
        problem(
            "%s is %d characters long; Personalize takes paths of up to %d: a shorter file name is needed"
                .formatted(path, path.length(), LONGEST_PATH));
        return false;
      }
      for (String other : inputs.beside()) {
        if (other.startsWith(query.key()) && !other.equals(query.key())) {
          problem(
              "%s begins with %s, so Personalize would read both as one input: another name is needed"
                  .formatted(other, query.key()));
          return false;
        }
      }
      return true;
    }

    private void noteUnusedInputs() {
      var used =
          config.solutions().stream()
              .filter(solution -> !solution.segmentJobs().isEmpty())
              .map(TrainingConfig.Solution::name)
              .toList();
      for (var file : inputs.files()) {
        if (TrainingKey.of(file.key()) instanceof TrainingKey.BatchInput input
            && !used.contains(input.solution())) {
          notes.add(
              "%s is not used: the config has no solution %s with batchSegmentJobs"
                  .formatted(file.key(), input.solution()));
        }
      }
    }

    private void add(
        String id,
        Kind kind,
        String name,
        List<String> parents,
        ObjectNode request,
        Map<String, String> tags) {
      wanted.add(
          new WantedResource(
              id, kind, name, parents, request, tags, List.of(), List.of(), List.of(), List.of()));
    }

    private void problem(String problem) {
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }

    private String path(String key) {
      return "s3://" + bucket + "/" + key;
    }

    private static List<String> parents(String first, List<String> others) {
      var parents = new ArrayList<String>();
      parents.add(first);
      parents.addAll(others);
      return List.copyOf(parents);
    }

    /** The members in a fixed order, since their order means nothing; nor does the role. */
    private static String canonical(ObjectNode members) {
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      members.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(member -> !member.getKey().equals("roleArn"))
          .forEach(member -> sorted.set(member.getKey(), member.getValue()));
      return sorted.toString();
    }
  }
}
