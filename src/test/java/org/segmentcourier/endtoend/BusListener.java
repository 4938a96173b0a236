package org.segmentcourier.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Somebody else who listens to the custom bus: a rule and a queue of their own beside those of the
 * application, which never looks there.
 */
public final class BusListener {

  /** What they add to the stack. */
  private static final String RESOURCES =
      """
        ListenerQueue:
          Type: AWS::SQS::Queue
          Properties: {QueueName: !Sub "${AWS::StackName}-listener"}
        ListenerRule:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Bus
            EventPattern: {source: [!Ref StateChangesSource]}
            Targets:
              - {Id: listener, Arn: !GetAtt ListenerQueue.Arn}
        ListenerQueuePolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref ListenerQueue]
            PolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: {Service: events.amazonaws.com}
                  Action: sqs:SendMessage
                  Resource: !GetAtt ListenerQueue.Arn
                  Condition: {ArnEquals: {aws:SourceArn: !GetAtt ListenerRule.Arn}}

      """;

  private static final String OUTPUT = "  Listener: {Value: !Ref ListenerQueue}\n";
  private static final String OUTPUTS = "Outputs:\n";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SqsClient sqs;
  private final String queue;

  BusListener(SqsClient sqs, SandboxProcess.Ready ready) {
    this.sqs = sqs;
    queue = ready.outputs().get("Listener");
  }

  /**
   * The template that is deployed to AWS, with a listener.
   *
   * @param missing an action that stands in a line of its own in the application's policy, and that
   *     it does not have here; empty if it has all
   * @return a file in the folder
   */
  static Path template(Project project, Path folder, String missing) throws IOException {
    var template = Files.readString(project.folder().resolve("deploy/template.yaml"));
    var without = missing.isEmpty() ? template : template.replaceFirst(" *- " + missing + "\n", "");
    return Files.writeString(
        folder.resolve("template.yaml"), without.replace(OUTPUTS, RESOURCES + OUTPUTS + OUTPUT));
  }

  /**
   * Waits for an event, and throws those before it away.
   *
   * @return the whole event, as EventBridge delivers it
   */
  public JsonNode event(Predicate<JsonNode> wanted) {
    return await("an event on the bus")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> next(wanted), Objects::nonNull);
  }

  /** The events that have come since the last look, in no order. */
  public List<JsonNode> events() throws JsonProcessingException {
    var all = new ArrayList<JsonNode>();
    for (var some = receive(); !some.isEmpty(); some = receive()) {
      all.addAll(some);
    }
    return all;
  }

  private JsonNode next(Predicate<JsonNode> wanted) throws JsonProcessingException {
    return receive().stream().filter(wanted).findFirst().orElse(null);
  }

  private List<JsonNode> receive() throws JsonProcessingException {
    var events = new ArrayList<JsonNode>();
    var messages =
        sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10)).messages();
    for (var message : messages) {
      sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
      events.add(JSON.readTree(message.body()));
    }
    return events;
  }
}
