package org.segmentcourier.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.segment.UserBatch;

class SourceChoiceTest {

  private static final EndpointSource PINPOINT = new Named("pinpoint");
  private static final EndpointSource SNAPSHOT = new Named("snapshot 1");

  /** Null: there is none yet. */
  private final AtomicReference<EndpointSource> directory = new AtomicReference<>();

  @Test
  void byDefaultPinpointIsAskedUntilThereIsADirectory() {
    var choice = choice("auto");
    assertThat(choice.get()).isSameAs(PINPOINT);

    directory.set(SNAPSHOT);

    assertThat(choice.get()).isSameAs(SNAPSHOT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pinpoint", "Pinpoint"})
  void whoWantsPinpointGetsItEvenWithADirectory(String word) {
    directory.set(SNAPSHOT);

    assertThat(choice(word).get()).isSameAs(PINPOINT);
  }

  @Test
  void whoWantsTheDirectoryIsToldWhatToDoWhileThereIsNone() {
    var choice = choice("directory");

    assertThatThrownBy(choice::get)
        .isInstanceOf(NoAnswer.class)
        .hasMessageContaining("endpoints.source=directory")
        .hasMessageContaining("put files with endpoints under endpoints/");

    directory.set(SNAPSHOT);
    assertThat(choice.get()).isSameAs(SNAPSHOT);
  }

  private SourceChoice choice(String word) {
    return new SourceChoice(word, () -> Optional.ofNullable(directory.get()), PINPOINT);
  }

  /** A source of which only the name is of interest. */
  private record Named(String name) implements EndpointSource {

    @Override
    public void check() {
      // somebody is there
    }

    @Override
    public boolean hasMadeIds() {
      return false;
    }

    @Override
    public byte[][][] values(EndpointBatch found, List<String> columns) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean asksOneByOne() {
      return false;
    }

    @Override
    public void expect(long users) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EndpointBatch find(UserBatch batch) {
      throw new UnsupportedOperationException();
    }
  }
}
