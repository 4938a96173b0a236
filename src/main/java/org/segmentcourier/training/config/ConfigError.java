package org.segmentcourier.training.config;

/**
 * Something in a training config that can't work.
 *
 * @param path JSON path, such as {@code $.solutions[0].serviceConfig.recipeArn}
 * @param found what stands there, or what is wrong with it
 * @param expected what would be right
 */
public record ConfigError(String path, String found, String expected) {

  @Override
  public String toString() {
    return "%s: found %s; expected %s".formatted(path, found, expected);
  }
}
