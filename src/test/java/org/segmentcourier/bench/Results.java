package org.segmentcourier.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All that was measured: for each piece of work and each contender, its rounds. */
final class Results {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Map<String, Map<String, List<Measured>>> rounds = new LinkedHashMap<>();

  void add(String what, String who, Measured measured) {
    rounds
        .computeIfAbsent(what, key -> new LinkedHashMap<>())
        .computeIfAbsent(who, key -> new ArrayList<>())
        .add(measured);
  }

  /** The median of the seconds. */
  double seconds(String what, String who) {
    return median(what, who, Measured::seconds);
  }

  private double median(String what, String who, ToDoubleFunction<Measured> value) {
    var sorted = of(what, who).stream().mapToDouble(value).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The most memory of all rounds, in MB. */
  long rss(String what, String who) {
    return of(what, who).stream().mapToLong(Measured::rss).max().orElseThrow();
  }

  private List<Measured> of(String what, String who) {
    return rounds.get(what).get(who);
  }

  /** A table of medians. */
  String table() {
    var table =
        new StringBuilder("| work | who | rounds | seconds | of CPU | peak RSS, MB | ratio |\n");
    table.append("| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
    rounds.forEach(
        (what, contenders) -> {
          double ours = seconds(what, Contender.OURS.toString());
          contenders.forEach(
              (who, measured) ->
                  table.append(
                      String.format(
                          Locale.ROOT,
                          "| %s | %s | %d | %.2f | %.2f | %d | %.2f |%n",
                          what,
                          who,
                          measured.size(),
                          seconds(what, who),
                          median(what, who, Measured::cpu),
                          rss(what, who),
                          seconds(what, who) / ours)));
        });
    return table.toString();
  }

  /** Writes all rounds, and the figures. */
  void write(Path file, List<Figure> figures) throws IOException {
    JSON.writeValue(file.toFile(), Map.of("rounds", rounds, "figures", figures));
  }
}
