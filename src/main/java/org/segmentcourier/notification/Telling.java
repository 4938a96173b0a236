package org.segmentcourier.notification;

/** Who tells people of one thing that happened. */
public enum Telling {
  /** It is for us to tell. */
  OURS,
  /** Somebody else is about to; whether they will have is not known yet. */
  OTHERS,
  /** People have been told. */
  TOLD
}
