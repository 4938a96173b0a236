package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.delivery.Lines;

/** However alike, long or foreign queries are, each becomes a segment of its own in Pinpoint. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@Tag("R27")
class NamesTest {

  private static final Instant SECOND = Instant.parse("2026-11-24T10:15:00Z");

  @RegisterExtension static final EndToEnd system = EndToEnd.shared();

  private final OtherJobs jobs = system.otherJobs();
  private final Aws aws = system.aws();

  @Test
  void fiveJobsOfOneSecondAndAllKindsOfQueriesEachBecomeASegment() {
    jobs.user("name-ann", "name-ann-1");
    var queries = new ArrayList<>(List.of("Action", "Action", "Боевик", "アクション", "😀", "😎"));
    IntStream.range(0, 10).forEach(i -> queries.add("x".repeat(980) + i));
    var files = new LinkedHashMap<String, String>();
    files.put("names-0", lines(queries));
    IntStream.rangeClosed(1, 4).forEach(i -> files.put("names-" + i, lines(List.of("Action"))));

    var arns = new ArrayList<String>();
    files.forEach(
        (name, lines) -> arns.add(jobs.plant(name, Map.of("job_config.json.out", lines), SECOND)));
    arns.forEach(arn -> jobs.announce(arn, "ACTIVE"));

    var names = new ArrayList<String>();
    for (var arn : arns) {
      jobs.delivered(arn);
      jobs.published(arn)
          .forEach(
              (name, endpoints) -> {
                names.add(name);
                assertThat(endpoints).as(name).containsExactly("name-ann-1");
              });
    }
    assertThat(names).hasSize(queries.size() + 4).doesNotHaveDuplicates();
    system.eventually("each file is a segment", () -> segments().containsAll(names));
  }

  private static String lines(List<String> genres) {
    return String.join("", genres.stream().map(genre -> Lines.genre(genre, "name-ann")).toList());
  }

  /** The segments that were imported; each is called what its file is. */
  private HashSet<String> segments() {
    var names = new HashSet<String>();
    aws.importJobs().stream()
        .filter(job -> job.jobStatusAsString().equals("COMPLETED"))
        .forEach(job -> names.add(job.definition().segmentName()));
    return names;
  }
}
