package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.SplittableRandom;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * Containers that look endpoints up in the endpoint directory are killed, and so are those that
 * make it anew: an opt-out of somebody who is in no segment is put now and then, so that files stay
 * as they are.
 */
final class DirectoryKills {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORDS = "directory/snapshots/";

  private final EndToEnd system;
  private final Undisturbed undisturbed;
  private int optOuts;

  private DirectoryKills(EndToEnd system, Undisturbed undisturbed) {
    this.system = system;
    this.undisturbed = undisturbed;
  }

  /**
   * Makes a directory, and a delivery that nothing happens to.
   *
   * @param users in each segment
   */
  static DirectoryKills of(EndToEnd system, int segments, int users) throws IOException {
    var aws = system.aws();
    var audience = Audience.of(system, system.folder(), segments, users);
    aws.put(aws.dataBucket(), "endpoints/audience.csv", audience.endpoints());
    system.eventually("the first snapshot", () -> !aws.list(aws.dataBucket(), RECORDS).isEmpty());
    return new DirectoryKills(system, Undisturbed.of(system, audience));
  }

  /**
   * Kills at any moment, and before each second one at one of the points of a refresh, in turn.
   *
   * @param kills of both kinds
   */
  void areSurvived(int kills, long seed) throws IOException {
    var all = new Kills(system, undisturbed, new SplittableRandom(seed));
    var points = Death.ofARefresh();
    for (int i = 0; i < kills; i++) {
      if (i % 2 == 0) {
        all.at(points.get(i / 2 % points.size()), this::optOut);
      } else {
        optOut();
        all.atAnyMoment();
      }
    }
    all.areSurvived();
    assertThat(sourcesOfTheNewest()).contains("endpoints/opt-out-%d.csv".formatted(optOuts));
    assertThat(system.control().calls("mobiletargeting:GetUserEndpoints")).isEmpty();
  }

  private void optOut() {
    optOuts++;
    var aws = system.aws();
    aws.put(
        aws.dataBucket(),
        "endpoints/opt-out-%d.csv".formatted(optOuts),
        "Id,ChannelType,Address,OptOut,User.UserId\nx%1$d,EMAIL,x%1$d@example.com,ALL,x%1$d\n"
            .formatted(optOuts));
  }

  private String sourcesOfTheNewest() throws IOException {
    var aws = system.aws();
    var records = aws.list(aws.dataBucket(), RECORDS);
    var newest = records.get(records.size() - 1);
    return JSON.readTree(aws.read(aws.dataBucket(), newest.key())).path("files").toString();
  }
}
