package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * Containers that look endpoints up in the endpoint directory are killed, and so are those that
 * make it anew.
 */
final class DirectoryKills {

  private final EndToEnd system;
  private final Undisturbed undisturbed;
  private final DirectoryFiles files;

  private DirectoryKills(EndToEnd system, DirectoryFiles files, Undisturbed undisturbed) {
    this.system = system;
    this.files = files;
    this.undisturbed = undisturbed;
  }

  /**
   * Makes a directory, and a delivery that nothing happens to.
   *
   * @param users in each segment
   */
  static DirectoryKills of(EndToEnd system, int segments, int users) throws IOException {
    var files = new DirectoryFiles(system);
    var audience = Audience.of(system, system.folder(), segments, users);
    files.put(audience);
    return new DirectoryKills(system, files, Undisturbed.of(system, audience));
  }

  /**
   * Kills at any moment, and before each second one at one of the points of a refresh, in turn.
   *
   * @param kills of both kinds
   */
  void areSurvived(int kills, long seed) throws IOException {
    var all = new Kills(system, undisturbed, new SplittableRandom(seed));
    var points = Death.ofAQuietRefresh();
    for (int i = 0; i < kills; i++) {
      if (i % 2 == 0) {
        all.at(points.get(i / 2 % points.size()), files::putOptOut);
      } else {
        files.putOptOut();
        all.atAnyMoment();
      }
    }
    all.areSurvived();
    assertThat(files.sourcesOfTheNewest()).contains(files.lastOptOut());
    assertThat(system.control().calls("mobiletargeting:GetUserEndpoints")).isEmpty();
  }
}
