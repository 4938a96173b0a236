package org.segmentcourier.demo;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.segmentcourier.endtoend.Aws;

/** Tells when an object has come to a bucket. */
final class FileWatch implements Watch {

  private final Aws aws;
  private final String bucket;
  private final String prefix;
  private final Predicate<String> wanted;
  private final Set<String> told = new HashSet<>();

  /**
   * @param wanted which keys are worth telling
   */
  FileWatch(Aws aws, String bucket, String prefix, Predicate<String> wanted) {
    this.aws = aws;
    this.bucket = bucket;
    this.prefix = prefix;
    this.wanted = wanted;
  }

  /** Between the first folder and the name stand names that have been told before. */
  private String place(String key) {
    int first = key.indexOf('/');
    int last = key.lastIndexOf('/');
    var shown = first == last ? key : key.substring(0, first) + "/…" + key.substring(last);
    return "s3://" + bucket + "/" + shown;
  }

  @Override
  public void look(Terminal terminal) {
    for (var object : aws.list(bucket, prefix)) {
      if (wanted.test(object.key()) && told.add(object.key())) {
        terminal.happened(
            "s3", String.format(Locale.ROOT, "%s, %,d bytes", place(object.key()), object.size()));
      }
    }
  }
}
