package org.segmentcourier.sandbox.stack;

/** How resources of a type are made. */
@FunctionalInterface
interface ResourceType {

  /**
   * @param name for a resource that the template does not name
   * @throws IllegalArgumentException or TemplateException if the properties can't be had
   */
  Made make(String name, Properties properties);
}
