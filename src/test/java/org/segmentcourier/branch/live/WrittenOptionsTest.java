package org.segmentcourier.branch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.branch.Branch;

/** What stands in a file as an option of a branch is what the branch has. */
class WrittenOptionsTest {

  private static final String CHARACTERS = "ab &+%)(=?#;,:/\\\"'{}[]|*.$^~<>@!`-_0アé€😀";
  private static final long SEED = 20261128;
  private static final int MANY = 100;

  @TempDir private Path folder;

  @Test
  void whateverItIsInPlainRoutesAndInThoseOfTemplates() throws Exception {
    var texts =
        new ArrayList<>(
            List.of(
                "a+b & c%20d (x)&y",
                "\\(new\\)&more",
                "A.+",
                "100% + \"q&a\" (Action|Drama) アニメ",
                "#bean:s3",
                "RAW(x)&y",
                "a}&b",
                "(a)&b",
                "x?x=1",
                "%2B%26"));
    var random = new Random(SEED);
    while (texts.size() < MANY) {
      var text = text(random);
      if (isPattern(text)) {
        texts.add(text);
      }
    }
    write("plain", texts, WrittenOptionsTest::plain);
    write("shipped", texts, (id, text) -> templated("channel", id, text));
    write("ours", texts, (id, text) -> templated("ours", id, text));
    Files.writeString(
        folder.resolve("template.camel.yaml"),
        """
        - routeTemplate:
            id: ours
            parameters: [{name: id}, {name: channels}, {name: segments}, {name: columns}]
            from:
              id: ours-files
              uri: "branch:{{id}}"
              parameters: {channels: "{{channels}}", segments: "(?:{{segments}})", columns: "{{columns}}"}
              steps:
                - to: {id: ours-publish, uri: "direct:publish"}
        """);

    try (var branches = new LiveBranches(new FolderSource(folder))) {
      var patterns =
          branches.now().stream()
              .collect(Collectors.toMap(Branch::id, branch -> branch.segments().pattern()));
      for (int i = 0; i < texts.size(); i++) {
        var text = texts.get(i);
        assertThat(patterns)
            .containsEntry("plain-" + i, text)
            .containsEntry("shipped-" + i, text)
            .containsEntry("ours-" + i, "(?:" + text + ")");
      }
      assertThat(branches.now())
          .filteredOn(branch -> !branch.id().equals("all"))
          .extracting(Branch::columns)
          .containsOnly(List.of("Attributes.first+name", "Attributes.50%&more"));
    }
  }

  @Test
  void aTemplatedRouteWhoseValueIsChangedHasTheNewOne() throws Exception {
    write("one", List.of("a & b"), (id, text) -> templated("channel", id, text));
    try (var branches = new LiveBranches(new FolderSource(folder))) {
      write("one", List.of("c & d"), (id, text) -> templated("channel", id, text));
      branches.look();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> branches.now().get(1).segments().pattern().equals("c & d"));
    }
  }

  @Test
  void aPlaceholderInAPatternStandsForItsValueWhateverThatIs() throws Exception {
    write("one", List.of("{{odd}}|b"), WrittenOptionsTest::plain);
    try (var branches = new LiveBranches(new FolderSource(folder), Map.of("odd", "a+b & (c)&d"))) {
      assertThat(branches.now().get(1).segments().pattern()).isEqualTo("a+b & (c)&d|b");
    }
  }

  private interface Route {
    String of(String id, String text);
  }

  private void write(String name, List<String> texts, Route route) throws Exception {
    var routes = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      routes.append(route.of(name + "-" + i, texts.get(i)));
    }
    Files.writeString(folder.resolve(name + ".camel.yaml"), routes);
  }

  private static String plain(String id, String text) {
    return """
    - route:
        id: branch-%1$s
        from:
          uri: branch:%1$s
          parameters:
            channels: SMS
            segments: %2$s
            columns: 'Attributes.first+name, Attributes.50%%&more'
          steps:
            - to: direct:publish
    """
        .formatted(id, quoted(text));
  }

  private static String templated(String template, String id, String text) {
    return """
    - templatedRoute:
        routeTemplateRef: %1$s
        routeId: branch-%2$s
        prefixId: %2$s-
        parameters:
          - {name: id, value: %2$s}
          - {name: channels, value: SMS}
          - {name: segments, value: %3$s}
          - {name: columns, value: 'Attributes.first+name, Attributes.50%%&more'}
    """
        .formatted(template, id, quoted(text));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String text(Random random) {
    var characters = CHARACTERS.codePoints().toArray();
    return random
        .ints(1 + random.nextInt(12), 0, characters.length)
        .mapToObj(at -> Character.toString(characters[at]))
        .collect(Collectors.joining());
  }

  /** Two braces are Camel's, for placeholders. */
  private static boolean isPattern(String text) {
    try {
      Pattern.compile("(?:" + text + ")");
      Pattern.compile(text);
      return !text.contains("{{") && !text.contains("}}");
    } catch (java.util.regex.PatternSyntaxException e) {
      return false;
    }
  }
}
