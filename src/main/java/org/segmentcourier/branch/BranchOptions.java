package org.segmentcourier.branch;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * What an operator says of a branch, as it is written: the options of {@code branch:<id>}; encoded
 * or not.
 */
@UriParams
public final class BranchOptions {

  @UriParam(
      label = "consumer",
      description =
          "Which endpoints of a user the branch takes: Pinpoint channel types, comma separated, or"
              + " ALL.")
  @Metadata(required = true)
  private String channels;

  @UriParam(
      label = "consumer",
      defaultValue = ".*",
      description =
          "Which segments the branch takes: a regular expression that is to be found in the"
              + " canonical query, such as genres = \"Action\".")
  private String segments = ".*";

  @UriParam(
      label = "consumer",
      enums = Destinations.PINPOINT + "," + Destinations.OWN,
      defaultValue = Destinations.PINPOINT,
      description =
          "Who takes the branch's segment files: pinpoint imports what the branch publishes; own is"
              + " for a branch that hands its files to somebody else.")
  private String destination = Destinations.PINPOINT;

  @UriParam(
      label = "consumer",
      javaType = "double",
      defaultValue = "0",
      description =
          "Percentage of users who are not reached on purpose, so that the effect on the others can"
              + " be measured: from 0 to less than 100, such as 5 or 0.5. Who that is does not"
              + " change from one delivery to the next.")
  private String holdout = "0";

  @UriParam(
      label = "consumer",
      defaultValue = "default",
      description =
          "Name of the experiment that the holdout belongs to. Branches of one experiment hold the"
              + " same users back; another one holds others back.")
  private String experiment = "default";

  @UriParam(
      label = "consumer",
      javaType = "long",
      description =
          "Least number of users that a segment file must reach: one that reaches fewer is held, and"
              + " somebody is told.")
  private String smallest = "";

  @UriParam(
      label = "consumer",
      javaType = "long",
      description =
          "Greatest number of users that a segment file may reach: one that reaches more is held, and"
              + " somebody is told.")
  private String largest = "";

  @UriParam(
      label = "consumer",
      javaType = "double",
      description =
          "By how many percent the number of users may differ from that of the last delivery of the"
              + " same segment: a file that differs by more is held, and somebody is told.")
  private String change = "";

  @UriParam(
      label = "consumer",
      description =
          "Columns of the segment files beyond the endpoint's id, comma separated: ChannelType,"
              + " Address, User.UserId, and what the endpoint directory keeps (endpoints.attributes),"
              + " such as Attributes.team.")
  private String columns = "";

  @UriParam(
      label = "consumer",
      enums = "files,batches",
      defaultValue = "files",
      description =
          "What the branch's route gets: finished segment files; or the endpoints of such a file, a"
              + " thousand at a time, each as a map from column to value.")
  private String of = "files";

  public String getChannels() {
    return channels;
  }

  public void setChannels(String channels) {
    this.channels = Encoded.decode(channels);
  }

  public String getSegments() {
    return segments;
  }

  public void setSegments(String segments) {
    this.segments = Encoded.decode(segments);
  }

  public String getDestination() {
    return destination;
  }

  public void setDestination(String destination) {
    this.destination = Encoded.decode(destination);
  }

  public String getHoldout() {
    return holdout;
  }

  public void setHoldout(String holdout) {
    this.holdout = Encoded.decode(holdout);
  }

  public String getColumns() {
    return columns;
  }

  public void setColumns(String columns) {
    this.columns = Encoded.decode(columns);
  }

  public String getOf() {
    return of;
  }

  public void setOf(String of) {
    this.of = Encoded.decode(of);
  }

  public String getSmallest() {
    return smallest;
  }

  public void setSmallest(String smallest) {
    this.smallest = Encoded.decode(smallest);
  }

  public String getLargest() {
    return largest;
  }

  public void setLargest(String largest) {
    this.largest = Encoded.decode(largest);
  }

  public String getChange() {
    return change;
  }

  public void setChange(String change) {
    this.change = Encoded.decode(change);
  }

  public String getExperiment() {
    return experiment;
  }

  public void setExperiment(String experiment) {
    this.experiment = Encoded.decode(experiment);
  }
}
