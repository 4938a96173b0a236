package org.segmentcourier.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.pinpoint.model.CreateImportJobRequest;
import software.amazon.awssdk.services.pinpoint.model.CreateImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.DeleteSegmentRequest;
import software.amazon.awssdk.services.pinpoint.model.DeleteSegmentResponse;
import software.amazon.awssdk.services.pinpoint.model.GetImportJobRequest;
import software.amazon.awssdk.services.pinpoint.model.GetImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.GetImportJobsRequest;
import software.amazon.awssdk.services.pinpoint.model.GetImportJobsResponse;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.NotFoundException;
import software.amazon.awssdk.services.pinpoint.model.TooManyRequestsException;

/** Pinpoint's import jobs in memory; a test says what becomes of them. */
public final class FakePinpoint implements PinpointClient {

  private final Map<String, ImportJobResponse> jobs = new LinkedHashMap<>();
  private final List<CreateImportJobRequest> started = new ArrayList<>();
  private final List<String> deletedSegments = new ArrayList<>();
  private final List<RuntimeException> refusals = new ArrayList<>();
  private UnaryOperator<ImportJobResponse.Builder> end = job -> job.jobStatus("COMPLETED");
  private final Map<String, Instant> ends = new HashMap<>();
  private Duration duration = Duration.ZERO;
  private boolean answerLost;
  private Runnable beforeStart = () -> {};
  private int calls;
  private int mostAtOnce;
  private int throttledLooks;

  /** Jobs that are started from now on take so long, whether they are looked at or not. */
  public synchronized void takeTime(Duration time) {
    duration = time;
  }

  /** How many calls there were of whatever kind. */
  public synchronized int calls() {
    return calls;
  }

  /** The most jobs that ran at the same time. */
  public synchronized int mostAtOnce() {
    return mostAtOnce;
  }

  /** How jobs end that are started from now on; they do at the first look. */
  public synchronized void endJobs(UnaryOperator<ImportJobResponse.Builder> how) {
    end = how;
  }

  /** The next starts are refused so, one each. */
  public synchronized void refuseStarts(RuntimeException... with) {
    refusals.addAll(List.of(with));
  }

  /** So many of the next looks at all jobs are throttled. */
  public synchronized void throttleLooks(int looks) {
    throttledLooks = looks;
  }

  /** The next start succeeds, but its answer does not arrive. */
  public synchronized void loseAnswer() {
    answerLost = true;
  }

  /** Something happens while the next start is on its way. */
  public synchronized void beforeStart(Runnable event) {
    beforeStart = event;
  }

  public synchronized List<CreateImportJobRequest> started() {
    return List.copyOf(started);
  }

  public synchronized List<String> deletedSegments() {
    return List.copyOf(deletedSegments);
  }

  /** A job that somebody else has started, or that a container started and forgot. */
  public synchronized String plant(String s3Url, String segmentName, String status) {
    var id = "job-" + (jobs.size() + 1);
    jobs.put(
        id,
        ImportJobResponse.builder()
            .id(id)
            .jobStatus(status)
            .creationDate(Instant.now().toString())
            .definition(job -> job.s3Url(s3Url).segmentName(segmentName).segmentId("segment-" + id))
            .build());
    return id;
  }

  public synchronized void change(String id, String status) {
    jobs.computeIfPresent(id, (key, job) -> job.toBuilder().jobStatus(status).build());
  }

  @Override
  public synchronized CreateImportJobResponse createImportJob(CreateImportJobRequest request) {
    calls++;
    if (!refusals.isEmpty()) {
      throw refusals.remove(0);
    }
    endOverdueJobs();
    var event = beforeStart;
    beforeStart = () -> {};
    event.run();
    started.add(request);
    var asked = request.importJobRequest();
    var id = plant(asked.s3Url(), asked.segmentName(), "CREATED");
    if (!duration.isZero()) {
      change(id, "PROCESSING");
      ends.put(id, Instant.now().plus(duration));
    }
    mostAtOnce = Math.max(mostAtOnce, running());
    if (answerLost) {
      answerLost = false;
      throw SdkClientException.create("no answer");
    }
    return CreateImportJobResponse.builder().importJobResponse(jobs.get(id)).build();
  }

  @Override
  public synchronized GetImportJobResponse getImportJob(GetImportJobRequest request) {
    calls++;
    endOverdueJobs();
    var job = jobs.get(request.jobId());
    if (job == null) {
      throw NotFoundException.builder().statusCode(404).message("no such job").build();
    }
    if (job.jobStatusAsString().equals("CREATED")) {
      job = end.apply(job.toBuilder()).build();
      jobs.put(job.id(), job);
    }
    return GetImportJobResponse.builder().importJobResponse(job).build();
  }

  @Override
  public synchronized GetImportJobsResponse getImportJobs(GetImportJobsRequest request) {
    calls++;
    endOverdueJobs();
    if (throttledLooks > 0) {
      throttledLooks--;
      throw TooManyRequestsException.builder().statusCode(429).message("slow down").build();
    }
    int from = request.token() == null ? 0 : Integer.parseInt(request.token());
    int to = Math.min(jobs.size(), from + Integer.parseInt(request.pageSize()));
    var page = List.copyOf(jobs.values()).subList(from, to);
    var next = to < jobs.size() ? String.valueOf(to) : null;
    return GetImportJobsResponse.builder()
        .importJobsResponse(answer -> answer.item(page).nextToken(next))
        .build();
  }

  @Override
  public synchronized DeleteSegmentResponse deleteSegment(DeleteSegmentRequest request) {
    calls++;
    deletedSegments.add(request.segmentId());
    return DeleteSegmentResponse.builder().build();
  }

  private void endOverdueJobs() {
    var now = Instant.now();
    ends.forEach(
        (id, time) -> {
          if (now.isAfter(time)) {
            jobs.computeIfPresent(id, (key, job) -> end.apply(job.toBuilder()).build());
          }
        });
    ends.values().removeIf(now::isAfter);
  }

  private int running() {
    return (int)
        jobs.values().stream()
            .filter(job -> !job.jobStatusAsString().matches("COMPLETED|FAILED"))
            .count();
  }

  @Override
  public String serviceName() {
    return "pinpoint";
  }

  @Override
  public void close() {}
}
