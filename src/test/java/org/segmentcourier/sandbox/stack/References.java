package org.segmentcourier.sandbox.stack;

/** What the resources of a stack are known by, once they are made. */
interface References {

  /** What {@code Ref} of a resource gives; empty if there is no such resource. */
  java.util.Optional<String> ref(String logicalId);

  /** What {@code GetAtt} gives; empty if there is no such resource or attribute. */
  java.util.Optional<String> attribute(String logicalId, String name);
}
