package org.segmentcourier.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeSpecsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "AWS::SQS::Queue       > {FifoQueue: true, RedrivePolicy: {a: b}}  > none",
        "AWS::SQS::Queue       > {FifoQeue: true}                    > R: there is no FifoQeue",
        "AWS::SQS::Queue       > {FifoQueue: perhaps}   > 'R.FifoQueue: must be boolean, not \"perhaps\"'",
        "AWS::SQS::Queue       > {DelaySeconds: !Ref Delay}          > none",
        "AWS::SQS::Queue       > {DelaySeconds: '30 s'}   > 'R.DelaySeconds: must be number, not \"30 s\"'",
        "AWS::SQS::QueuePolicy > {PolicyDocument: {}}                > R: needs Queues",
        "AWS::SQS::QueuePolicy > {PolicyDocument: {}, Queues: !Ref Q} > 'R.Queues: must be [string], not {\"Ref\":\"Q\"}'",
        "AWS::SQS::QueuePolicy > {PolicyDocument: {}, Queues: !Split [',', !Ref Q]} > none",
        "AWS::S3::Bucket > {LifecycleConfiguration: {Rules: [{Id: a}]}} > 'R.LifecycleConfiguration.Rules[0]: needs Status'",
        "AWS::S3::Bucket > {LifecycleConfiguration: !If [C, {}, !Ref AWS::NoValue]} > R.LifecycleConfiguration: needs Rules",
        "AWS::SQS::Nothing     > {} > 'R: no type AWS::SQS::Nothing'"
      })
  void whatATypeDoesNotHaveIsFound(String type, String properties, String violation)
      throws IOException {
    var template =
        Template.parse(
            "Resources: {R: {Type: %s, Properties: %s}}".formatted(type.trim(), properties));

    var violations =
        TypeSpecs.read()
            .violations(
                "R", type.trim(), template.section("Resources").path("R").path("Properties"));

    assertThat(String.join("; ", violations)).startsWith(violation.equals("none") ? "" : violation);
    assertThat(violations.isEmpty()).isEqualTo(violation.equals("none"));
  }

  @Test
  void onlyAttributesThatATypeHasCanBeHad() throws IOException {
    var specs = TypeSpecs.read();

    assertThat(specs.hasAttribute("AWS::SQS::Queue", "Arn")).isTrue();
    assertThat(specs.hasAttribute("AWS::SQS::Queue", "Url")).isFalse();
  }
}
