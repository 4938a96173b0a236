package org.segmentcourier.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.segmentcourier.endtoend.Aws;
import org.segmentcourier.endtoend.Mail;
import org.segmentcourier.oracle.Verdict;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;

/** What came of it all, for people. */
final class Report {

  /** A segment file's name: stem, time, job, branch, part. */
  private static final Pattern NAME =
      Pattern.compile(".*_\\d{8}-\\d{6}(?:-[0-9a-f]{6})?(?:_([a-z][a-z0-9-]*))?(?:_p\\d+)?\\.csv");

  /** Rows of a segment file that are shown, the header among them. */
  private static final int FIRST_ROWS = 4;

  private final Terminal terminal;
  private final Aws aws;
  private final Path folder;

  Report(Terminal terminal, Aws aws, Path folder) {
    this.terminal = terminal;
    this.aws = aws;
    this.folder = folder;
  }

  void show(Verdict verdict, List<ImportJobResponse> imports, List<Mail> mails) {
    showSegments(verdict, imports);
    showRows(verdict);
    showMails(mails);
    showPlaces();
  }

  private void showSegments(Verdict verdict, List<ImportJobResponse> imports) {
    Map<String, ImportJobResponse> byName =
        imports.stream()
            .collect(
                Collectors.toMap(
                    job -> job.definition().segmentName(),
                    Function.identity(),
                    (first, again) -> again));
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("Segment file", "Branch", "Users", "Endpoints", "Import"));
    for (var segment : verdict.segments()) {
      var job = byName.get(segment.published());
      rows.add(
          List.of(
              segment.published(),
              branch(segment.published()),
              String.format(Locale.ROOT, "%,d", segment.users()),
              String.format(Locale.ROOT, "%,d", segment.endpoints()),
              job == null ? "-" : job.jobStatusAsString()));
    }
    terminal.title("Segments delivered");
    showTable(rows);
  }

  private void showTable(List<List<String>> rows) {
    int name = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
    for (var row : rows) {
      terminal.say(
          ("%-" + name + "s  %-8s %7s %10s  %s")
              .formatted(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)));
    }
  }

  private void showRows(Verdict verdict) {
    terminal.title("Their first rows");
    for (var segment : verdict.segments()) {
      if (!segment.published().equals("-")) {
        terminal.say(segment.published());
        terminal.say("  for " + segment.query());
        aws.read(aws.importBucket(), "pinpoint/" + segment.published())
            .lines()
            .limit(FIRST_ROWS)
            .forEach(row -> terminal.say("    " + row));
      }
    }
  }

  private void showMails(List<Mail> mails) {
    terminal.title("E-mails");
    for (var mail : mails) {
      terminal.say("Subject: " + mail.subject());
      // Below "--" stands how to unsubscribe.
      mail.text()
          .lines()
          .takeWhile(line -> !line.equals("--"))
          .collect(Collectors.joining("\n"))
          .strip()
          .lines()
          .forEach(line -> terminal.say("  " + line));
      terminal.blank();
    }
  }

  private void showPlaces() {
    terminal.title("Where everything is");
    terminal.say(folder.toString());
    terminal.say("  data/                 what was uploaded");
    terminal.say("  results/              batch segment output, segment files");
    terminal.say("  mailbox/              e-mails");
    terminal.say("  s3/                   both buckets");
    terminal.say("  application.log, sandbox.log");
    terminal.blank();
  }

  private static String branch(String file) {
    var matcher = NAME.matcher(file);
    if (!matcher.matches()) {
      return "-";
    }
    return matcher.group(1) == null ? "all" : matcher.group(1);
  }
}
