package org.segmentcourier.delivery;

import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes deliveries. */
public final class Manifests {

  private static final Logger LOG = LoggerFactory.getLogger(Manifests.class);

  private final DeliveryRecords records;

  Manifests(DeliveryRecords records) {
    this.records = records;
  }

  /**
   * Keeps the lines that nothing was delivered of, with the reasons: where, but not what they say.
   */
  public void quarantine(Commit commit) {
    if (!commit.badLines().isEmpty()) {
      records.keep(
          DeliveryRecords.badLines(commit.delivery()),
          commit.badLines().toArray(new BadLine[0]),
          BadLine[].class);
    }
  }

  /**
   * Writes the manifest, all files being done.
   *
   * @throws IllegalStateException if one is not
   */
  public Manifest close(Commit commit) {
    var files = new ArrayList<Manifest.File>();
    for (var file : commit.files()) {
      var publication =
          records
              .read(DeliveryRecords.published(commit.delivery(), file.name()), Publication.class)
              .orElseThrow(() -> new IllegalStateException(file.name() + " is not published yet"));
      files.add(new Manifest.File(file.name(), file.branch(), file.endpoints(), publication));
    }
    var manifest = new Manifest(commit, files);
    var key = DeliveryRecords.manifest(commit.delivery());
    records.keep(key, manifest, Manifest.class);
    LOG.info(
        "delivery finished job={} segments={} files={} badLines={}",
        commit.job(),
        commit.segments().size(),
        files.size(),
        commit.badLines().size());
    return manifest;
  }
}
