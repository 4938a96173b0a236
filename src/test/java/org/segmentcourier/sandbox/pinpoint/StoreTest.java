package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  @TempDir Path folder;

  @Test
  void whatIsPutIsThereAndAnEmptyValueRemovesIt() {
    try (Store store = Store.open(folder)) {
      store.put(Map.of("a", bytes("1"), "b", bytes("2")));
      store.put(Map.of("a", bytes(""), "b", bytes("3"), "c", bytes("")));

      assertThat(store.get("a")).isEmpty();
      assertThat(store.get("b")).isEqualTo(bytes("3"));
      assertThat(store.get("c")).isEmpty();
    }
  }

  @Test
  void aPrefixIsRemovedWithAllThatStartsSoAndNothingElse() {
    try (Store store = Store.open(folder)) {
      store.put(
          Map.of(
              "p1/", bytes("1"), "p1/ids/é", bytes("2"), "p1", bytes("3"), "p10/ids/", bytes("4")));

      store.removeAll("p1/");

      assertThat(store.get("p1/")).isEmpty();
      assertThat(store.get("p1/ids/é")).isEmpty();
      assertThat(store.get("p1")).isEqualTo(bytes("3"));
      assertThat(store.get("p10/ids/")).isEqualTo(bytes("4"));
    }
  }

  @Test
  void whatAnEarlierStoreLeftIsDropped() {
    try (Store earlier = Store.open(folder)) {
      earlier.put(Map.of("a", bytes("1")));
    }

    try (Store store = Store.open(folder)) {
      assertThat(store.get("a")).isEmpty();
    }
  }

  @Test
  void aClosedStoreRefusesAndCanBeClosedAgain() {
    Store store = Store.open(folder);
    store.close();

    assertThatThrownBy(() -> store.get("a")).hasMessage("the endpoint store is closed");
    assertThatThrownBy(() -> store.put(Map.of("a", bytes("1"))))
        .hasMessage("the endpoint store is closed");
    store.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
