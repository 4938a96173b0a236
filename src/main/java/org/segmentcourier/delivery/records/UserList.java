package org.segmentcourier.delivery.records;

/**
 * A file that says of users of a segment what became of them: CSV, gzipped.
 *
 * @param name that of the segment's file on the default branch, with an ending of its own
 * @param file name of the output file
 * @param line of the segment in it, counted from 1
 * @param users how many rows it has, without the header
 * @param key where it is in the data bucket; empty before it is there
 */
public record UserList(
    Kind kind, String name, String file, int line, String sha256, long size, long users, String key)
    implements BuiltFile {

  /** Whom it lists. */
  public enum Kind {
    /** Who is not reached, and why. */
    REJECTED("rejected", ".csv.gz"),
    /** Everybody, if a branch holds some back to see what it does to reach the others. */
    ASSIGNED("assignments", "_assigned.csv.gz");

    private final String place;
    private final String ending;

    Kind(String place, String ending) {
      this.place = place;
      this.ending = ending;
    }

    /**
     * Of such a list.
     *
     * @param segmentFile name of the segment's file
     */
    public String name(String segmentFile) {
      return segmentFile.replaceFirst("\\.csv$", "") + ending;
    }
  }

  @Override
  public String segment() {
    return file + ":" + line;
  }

  @Override
  public String branch() {
    return "";
  }

  /** It is of interest for longer than what only waits to be published. */
  @Override
  public String folder(String delivery) {
    return kind.place + "/" + delivery + "/";
  }
}
