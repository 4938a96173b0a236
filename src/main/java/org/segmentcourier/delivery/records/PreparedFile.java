package org.segmentcourier.delivery.records;

/**
 * A segment file that is complete, and is to be published.
 *
 * @param name the preferred one
 * @param alternative name, if the preferred one belongs to another job's file
 * @param endpoints how many rows it has, without the header
 * @param staged its key among the records of the delivery; empty before it is there
 */
public record PreparedFile(
    String name,
    String alternative,
    String branch,
    String destination,
    String query,
    String sha256,
    long size,
    long endpoints,
    String staged)
    implements BuiltFile {

  @Override
  public String folder(String delivery) {
    return DeliveryRecords.folder(delivery) + "staged/";
  }
}
