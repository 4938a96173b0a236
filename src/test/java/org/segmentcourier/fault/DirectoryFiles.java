package org.segmentcourier.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * Files of which an endpoint directory is made: an audience's, and now and then an opt-out of
 * somebody who is in no segment, so that segment files stay as they are.
 */
final class DirectoryFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORDS = "directory/snapshots/";

  private final EndToEnd system;
  private int optOuts;

  DirectoryFiles(EndToEnd system) {
    this.system = system;
  }

  /** Puts an audience's file, and waits until there is a directory. */
  void put(Audience audience) {
    var aws = system.aws();
    aws.put(aws.dataBucket(), "endpoints/audience.csv", audience.endpoints());
    system.eventually("the first snapshot", () -> !aws.list(aws.dataBucket(), RECORDS).isEmpty());
  }

  /** Puts one more, of which the directory is to be made anew. */
  void putOptOut() {
    optOuts++;
    var aws = system.aws();
    aws.put(
        aws.dataBucket(),
        lastOptOut(),
        "Id,ChannelType,Address,OptOut,User.UserId\nx%1$d,EMAIL,x%1$d@example.com,ALL,x%1$d\n"
            .formatted(optOuts));
  }

  /** The key of the last one that was put. */
  String lastOptOut() {
    return "endpoints/opt-out-%d.csv".formatted(optOuts);
  }

  /** What the newest snapshot was made of. */
  String sourcesOfTheNewest() throws IOException {
    var aws = system.aws();
    var records = aws.list(aws.dataBucket(), RECORDS);
    var newest = records.get(records.size() - 1);
    return JSON.readTree(aws.read(aws.dataBucket(), newest.key())).path("files").toString();
  }
}
