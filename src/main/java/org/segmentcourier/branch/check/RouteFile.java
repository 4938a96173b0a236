package org.segmentcourier.branch.check;

import java.util.Arrays;
import java.util.Optional;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A file of routes, in memory: what is checked is what is loaded.
 *
 * @param name without folders; of two files of one name the operator's counts
 * @param location where it lies, as people are told
 * @param shipped whether it came with the application
 * @param fault why it can't be read, if it can't
 */
public record RouteFile(
    String name, String location, boolean shipped, byte[] content, Optional<String> fault) {

  /** How such a file's name ends. */
  public static final String ENDING = ".camel.yaml";

  public RouteFile {
    content = content.clone();
  }

  public RouteFile(String name, String location, boolean shipped, byte[] content) {
    this(name, location, shipped, content, Optional.empty());
  }

  /** An operator's file that is there, but can't be read; others can. */
  public static RouteFile unreadable(String name, String location, String fault) {
    return new RouteFile(name, location, false, new byte[0], Optional.of(fault));
  }

  @Override
  public byte[] content() {
    return content.clone();
  }

  /** Whether there is anything in it but comments: Camel can't load a file of nothing else. */
  public boolean isEmpty() {
    return Yaml.read(this).map(Yaml::text).map(String::isEmpty).orElse(false)
        || Yaml.read(this).isEmpty();
  }

  /** For Camel, which tells files apart by the place that a route says it is from. */
  public Resource resource() {
    return ResourceHelper.fromBytes(shipped ? location : "file:" + location, content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RouteFile file
        && name.equals(file.name)
        && location.equals(file.location)
        && shipped == file.shipped
        && Arrays.equals(content, file.content)
        && fault.equals(file.fault);
  }

  @Override
  public int hashCode() {
    return 31 * location.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return location;
  }
}
