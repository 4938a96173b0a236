package org.segmentcourier.branch;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.segmentcourier.endpoint.ChannelTypes;

/**
 * What a branch takes: a route whose {@code from} is {@code branch:<id>}.
 *
 * @param id letters, digits and {@code -}; part of its files' names
 * @param channels Pinpoint's channel types, or {@code ALL} alone
 * @param segments is to be found in the canonical query of a segment that it takes
 * @param destination who takes its segment files
 * @param holdout whom it doesn't reach on purpose
 * @param guard which sizes of a segment it takes for right
 * @param of what its route gets
 * @param columns of its files beyond the endpoint's id, as Pinpoint calls them
 */
public record Branch(
    String id,
    SortedSet<String> channels,
    Pattern segments,
    String destination,
    Holdout holdout,
    SizeGuard guard,
    HandOver of,
    List<String> columns) {

  /** The branch whose files bear no branch's name: the shipped one, with all channels. */
  public static final String DEFAULT = "all";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,13}");
  private static final Pattern PART = Pattern.compile("p[0-9]+");

  /**
   * Checks what an operator wrote.
   *
   * @throws IllegalArgumentException if any of it can't be, with what would be right
   */
  static Branch of(String id, BranchOptions options) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "branch '%s': the id must start with a letter a-z, followed by up to 13 of a-z, 0-9 and -"
              .formatted(id));
    }
    if (PART.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "branch '%s': the id must not be p and a number, which in file names is a part"
              .formatted(id));
    }
    if (options.getChannels() == null) {
      throw new IllegalArgumentException(
          "branch '%s': channels is missing; it must be %s, or a list of %s"
              .formatted(id, ChannelTypes.ALL, ChannelTypes.KNOWN));
    }
    if (options.getSegments().isEmpty()) {
      throw new IllegalArgumentException(
          "branch '%s': segments '%s' is found in every query; it must be a regular expression"
                  .formatted(id, options.getSegments())
              + " that says which, or .* for all");
    }
    try {
      return new Branch(
          id,
          ChannelTypes.parse(options.getChannels()),
          Pattern.compile(options.getSegments()),
          Destinations.known(options.getDestination()),
          Holdout.of(options.getExperiment(), options.getHoldout()),
          SizeGuard.of(options.getSmallest(), options.getLargest(), options.getChange()),
          HandOver.of(options.getOf()),
          Columns.parse(options.getColumns()));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "branch '%s': segments '%s' is no regular expression: %s"
              .formatted(id, options.getSegments(), e.getDescription()),
          e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("branch '%s': %s".formatted(id, e.getMessage()), e);
    }
  }

  public Branch {
    channels = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(channels));
  }

  public boolean takesChannel(String channelType) {
    return channels.contains(ChannelTypes.ALL) || channels.contains(channelType);
  }

  public boolean takesSegment(String canonicalQuery) {
    return segments.matcher(canonicalQuery).find();
  }
}
