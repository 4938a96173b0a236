package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  /** Personalize documents the types as Interactions, Items and Users, "case insensitive". */
  @Test
  void theSameDatasetTypeInAnotherCaseIsNoDifference() {
    assertThat(Differences.of(with("datasetType", "ITEMS"), with("datasetType", "Items")))
        .isEmpty();
    assertThat(Differences.of(with("datasetType", "ITEMS"), with("datasetType", "Users")))
        .containsExactly("datasetType is \"Users\", not \"ITEMS\"");
  }

  @Test
  void theSameNameInAnotherCaseIsADifference() {
    assertThat(Differences.of(with("name", "a"), with("name", "A"))).hasSize(1);
  }

  private static ObjectNode with(String member, String value) {
    return JsonNodeFactory.instance.objectNode().put(member, value);
  }
}
