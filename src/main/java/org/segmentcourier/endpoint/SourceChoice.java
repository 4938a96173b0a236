package org.segmentcourier.endpoint;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is asked for endpoints: the directory, Pinpoint, or the directory once there is one. */
final class SourceChoice implements Supplier<EndpointSource> {

  private final String choice;
  private final Supplier<Optional<? extends EndpointSource>> directory;
  private final EndpointSource pinpoint;

  /**
   * @param choice {@code auto}, {@code directory} or {@code pinpoint}
   * @param directory its newest snapshot, if there is one
   */
  SourceChoice(
      String choice,
      Supplier<Optional<? extends EndpointSource>> directory,
      EndpointSource pinpoint) {
    this.choice = choice.toLowerCase(Locale.ROOT);
    this.directory = directory;
    this.pinpoint = pinpoint;
  }

  /**
   * @throws NoAnswer if the directory is wanted, and there is none
   */
  @Override
  public EndpointSource get() {
    if (choice.equals("pinpoint")) {
      return pinpoint;
    }
    Optional<? extends EndpointSource> snapshot = directory.get();
    if (snapshot.isPresent()) {
      return snapshot.get();
    }
    if (choice.equals("auto")) {
      return pinpoint;
    }
    throw new NoAnswer(
        "there is no endpoint directory yet, and endpoints.source=directory says that nobody else is"
            + " asked; put files with endpoints under endpoints/ in the data bucket");
  }
}
