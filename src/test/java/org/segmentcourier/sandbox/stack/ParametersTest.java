package org.segmentcourier.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @Test
  void whatIsNotGivenHasItsDefault() {
    var parameters = parameters("Delay: {Type: Number, Default: 30}", Map.of());

    assertThat(parameters.value("Delay")).contains("30");
    assertThat(parameters.value("Other")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "{Type: Number}                        > many > 'many' is no number",
        "{Type: Number, MinValue: 1}           > 0    > '0' breaks MinValue 1",
        "{Type: Number, MaxValue: 9}           > 10   > '10' breaks MaxValue 9",
        "{Type: String, MinLength: 3}          > ab   > 'ab' breaks MinLength 3",
        "{Type: String, MaxLength: 1}          > ab   > 'ab' breaks MaxLength 1",
        "{Type: String, AllowedPattern: '[a]'} > b    > 'b' breaks AllowedPattern",
        "{Type: String, AllowedValues: [a, c]} > b    > 'b' breaks AllowedValues",
        "{Type: String, Secret: true}          > b    > the sandbox does not know this constraint"
      })
  void aValueMustKeepToWhatIsDemanded(String declaration, String value, String message) {
    assertThatThrownBy(() -> parameters("P: " + declaration, Map.of("P", value)))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Parameters.P")
        .hasMessageContaining(message);
  }

  @Test
  void aValueWithoutDefaultMustBeGiven() {
    assertThatThrownBy(() -> parameters("P: {Type: String}", Map.of()))
        .hasMessage("Parameters.P: has no default, so a value must be given");
  }

  @Test
  void aValueForNoParameterIsRefused() {
    assertThatThrownBy(() -> parameters("P: {Type: String, Default: a}", Map.of("Q", "b")))
        .hasMessage("Parameters.Q: the template has no such parameter");
  }

  private static Parameters parameters(String declaration, Map<String, String> given) {
    var template = Template.parse("{Parameters: {" + declaration + "}, Resources: {R: {Type: T}}}");
    return Parameters.of(template.section("Parameters"), given);
  }
}
