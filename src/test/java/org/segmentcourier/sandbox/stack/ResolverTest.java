package org.segmentcourier.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {

  private static final References RESOURCES =
      new References() {
        @Override
        public Optional<String> ref(String logicalId) {
          return Optional.ofNullable(Map.of("Queue", "http://queue").get(logicalId));
        }

        @Override
        public Optional<String> attribute(String logicalId, String name) {
          return ref(logicalId).map(ref -> "arn:of:" + logicalId + ":" + name);
        }
      };

  private final Resolver resolver =
      new Resolver(
          name -> Optional.ofNullable(Map.of("Stage", "test", "AWS::Region", "here").get(name)),
          (path, condition) -> condition.equals("Holds"),
          RESOURCES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "!Ref Stage                                  > test",
        "!Ref AWS::Region                            > here",
        "!Ref Queue                                  > http://queue",
        "!GetAtt Queue.Arn                           > arn:of:Queue:Arn",
        "{\"Fn::GetAtt\": [Queue, Arn]}              > arn:of:Queue:Arn",
        "!Sub '${Stage}-${AWS::Region}'              > test-here",
        "!Sub '${Queue.Arn}/*'                       > arn:of:Queue:Arn/*",
        "!Sub '${!Stage} stays'                      > ${Stage} stays",
        "!Sub ['${Own}/${Stage}', {Own: !Ref Queue}] > http://queue/test",
        "!Join ['-', [a, !Ref Stage, c]]             > a-test-c",
        "!Join ['-', !Split [',', 'a,b']]            > a-b",
        "!If [Holds, !Ref Stage, other]              > test",
        "!If [Fails, !Ref Stage, other]                 > other"
      })
  void aFunctionBecomesItsValue(String yaml, String expected) {
    JsonNode value = value(yaml);

    assertThat(resolver.resolve("here", value).asText()).isEqualTo(expected);
  }

  @Test
  void whatHasNoValueIsLeftOut() {
    JsonNode value = value("{kept: 1, gone: !Ref AWS::NoValue, list: [a, !Ref AWS::NoValue, b]}");

    assertThat(resolver.resolve("here", value)).hasToString("{\"kept\":1,\"list\":[\"a\",\"b\"]}");
  }

  @Test
  void theBranchThatIsNotTakenIsNotLookedAt() {
    JsonNode value = value("!If [Holds, fine, !Ref Nowhere]");

    assertThat(resolver.resolve("here", value).asText()).isEqualTo("fine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "{list: [a, !Ref Nowhere]}   > here.list[1]: there is no parameter or resource 'Nowhere'",
        "{a: !GetAtt Nowhere.Arn}    > here.a: there is no attribute 'Arn' of 'Nowhere'",
        "{a: {b: !Select [0, [x]]}}  > here.a.b: the sandbox does not know Fn::Select",
        "{a: !If [Holds, x]}           > here.a: Fn::If takes a list of 3 to 3 members",
        "{a: !Sub '${Nowhere}'}      > here.a: there is no parameter or resource 'Nowhere'"
      })
  void whatCanNotBeResolvedIsAnErrorWithItsPlace(String yaml, String message) {
    JsonNode value = value(yaml);

    assertThatThrownBy(() -> resolver.resolve("here", value))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(message);
  }

  private static JsonNode value(String yaml) {
    return Template.parse("Resources: {One: " + yaml + "}").section("Resources").get("One");
  }
}
