package org.segmentcourier.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.BatchSegmentJobSummary;

/** Tells when a resource of Personalize became ACTIVE or failed. */
final class PersonalizeWatch implements Watch {

  private final PersonalizeClient personalize;
  private final Map<String, String> told = new HashMap<>();
  private final List<String> pending = new ArrayList<>();
  private final List<BatchSegmentJobSummary> segmentJobs = new ArrayList<>();

  PersonalizeWatch(PersonalizeClient personalize) {
    this.personalize = personalize;
  }

  @Override
  public void look(Terminal terminal) {
    pending.clear();
    segmentJobs.clear();
    for (var group : personalize.listDatasetGroupsPaginator(request -> {}).datasetGroups()) {
      saw(terminal, "dataset group " + group.name(), group.status(), group.failureReason());
      lookAtData(terminal, group.datasetGroupArn());
      lookAtSolutions(terminal, group.datasetGroupArn());
    }
  }

  private void lookAtData(Terminal terminal, String group) {
    for (var dataset :
        personalize.listDatasetsPaginator(request -> request.datasetGroupArn(group)).datasets()) {
      saw(terminal, "dataset " + dataset.name(), dataset.status(), "");
      for (var job :
          personalize
              .listDatasetImportJobsPaginator(request -> request.datasetArn(dataset.datasetArn()))
              .datasetImportJobs()) {
        saw(terminal, "import job " + job.jobName(), job.status(), job.failureReason());
      }
    }
  }

  private void lookAtSolutions(Terminal terminal, String group) {
    for (var solution :
        personalize.listSolutionsPaginator(request -> request.datasetGroupArn(group)).solutions()) {
      saw(terminal, "solution " + solution.name(), solution.status(), "");
      for (var version :
          personalize
              .listSolutionVersionsPaginator(request -> request.solutionArn(solution.solutionArn()))
              .solutionVersions()) {
        var arn = version.solutionVersionArn();
        saw(
            terminal,
            "solution version " + arn.substring(arn.indexOf('/') + 1),
            version.status(),
            version.failureReason());
        for (var job :
            personalize
                .listBatchSegmentJobsPaginator(request -> request.solutionVersionArn(arn))
                .batchSegmentJobs()) {
          segmentJobs.add(job);
          saw(terminal, "batch segment job " + job.jobName(), job.status(), job.failureReason());
        }
      }
    }
  }

  private void saw(Terminal terminal, String resource, String status, String reason) {
    if (!ended(status)) {
      pending.add(resource);
    } else if (!status.equals(told.put(resource, status))) {
      var failed = reason == null || reason.isEmpty() ? "" : ": " + reason;
      terminal.happened("personalize", resource + " is " + status + failed);
    }
  }

  private static boolean ended(String status) {
    return status.equals("ACTIVE") || status.endsWith("FAILED") || status.endsWith("STOPPED");
  }

  /** How many batch segment jobs there are that have come to their end. */
  int endedSegmentJobs() {
    return (int) segmentJobs.stream().filter(job -> ended(job.status())).count();
  }

  @Override
  public List<String> pending() {
    return List.copyOf(pending);
  }
}
