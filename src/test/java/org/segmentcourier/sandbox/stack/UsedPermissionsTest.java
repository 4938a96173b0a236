package org.segmentcourier.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.segmentcourier.sandbox.Sandbox;
import org.segmentcourier.sandbox.iam.Policy;

/**
 * After all other tests: the application has needed whatever its policy allows. That it has needed
 * nothing else, each of them shows by itself, since the sandbox would have refused it.
 */
@Tag("afterwards")
class UsedPermissionsTest {

  private static final Path SYSTEMS = Path.of("target/endtoend");

  /** Not called in a build, and when they are. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "personalize:TagResource", "when tags are added to a config whose resources are there",
          "s3:AbortMultipartUpload", "when a container died while it put a file of over 16 MB");

  @Test
  void thePolicyAllowsNothingThatTheApplicationDoesNotDo() throws IOException {
    var used = used();
    assumeThat(used).as("what end-to-end tests have noted in " + SYSTEMS).isNotEmpty();

    var unused = new TreeSet<>(allowed());
    unused.removeAll(used);

    assertThat(unused).isEqualTo(ELSEWHERE.keySet());
  }

  private static Set<String> allowed() throws IOException {
    var plan = ShippedTemplateTest.plan(Map.of());
    var policy =
        plan.steps().stream()
            .filter(step -> step.logicalId().equals("ApplicationPolicy"))
            .findFirst()
            .orElseThrow();
    return Policy.of(plan.properties(policy, ShippedStackTest.named(plan)).path("PolicyDocument"))
        .allowed();
  }

  private static Set<String> used() throws IOException {
    if (!Files.isDirectory(SYSTEMS)) {
      return Set.of();
    }
    var used = new TreeSet<String>();
    try (Stream<Path> systems = Files.list(SYSTEMS)) {
      systems
          .map(folder -> folder.resolve(Sandbox.USED))
          .filter(Files::isRegularFile)
          .forEach(file -> used.addAll(lines(file)));
    }
    return used;
  }

  private static Set<String> lines(Path file) {
    try {
      return Set.copyOf(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
