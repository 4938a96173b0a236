package org.segmentcourier.delivery.records;

/** A file that a build has made, and that is kept in S3 before it is decided on it. */
public sealed interface BuiltFile permits PreparedFile, UserList {

  /** No other file of the delivery has it. */
  String name();

  /** What the segment that it is of was asked for, or its place if there is no more to tell. */
  String segment();

  /** Which it is for; empty if it is for none. */
  String branch();

  /** Of its content, in hexadecimal. */
  String sha256();

  /** Where it is kept in the data bucket: a prefix of keys. */
  String folder(String delivery);

  /** In bytes. */
  long size();
}
