package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.event.StateChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.InvalidInputException;
import software.amazon.awssdk.services.personalize.model.LimitExceededException;
import software.amazon.awssdk.services.personalize.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.personalize.model.ResourceNotFoundException;
import software.amazon.awssdk.services.personalize.model.Tag;
import software.amazon.awssdk.services.personalize.model.TooManyTagsException;

/** Takes steps in Personalize. Taking one twice changes nothing: names are content. */
public final class PersonalizeSteps {

  private static final Logger LOG = LoggerFactory.getLogger(PersonalizeSteps.class);

  /** So many refusals are enough for a run: its messages have to carry them. */
  public static final int MOST_REFUSALS = 100;

  private static final int LONGEST_REASON = 500;

  private final PersonalizeClient client;

  public PersonalizeSteps(PersonalizeClient client) {
    this.client = client;
  }

  /**
   * Takes all that can be taken now.
   *
   * @throws SdkException what neither passes nor is Personalize's verdict on the request, such as a
   *     missing permission
   */
  public StepResults take(List<Step> steps) {
    var attempt = new Attempt();
    steps.forEach(attempt::take);
    return new StepResults(
        List.copyOf(attempt.changes),
        Map.copyOf(attempt.refusals),
        List.copyOf(attempt.held),
        attempt.full,
        attempt.done);
  }

  private final class Attempt {

    private final List<StateChange> changes = new ArrayList<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private final List<String> held = new ArrayList<>();
    private final Map<Kind, String> full = new EnumMap<>(Kind.class);
    private int done;

    void take(Step step) {
      if (step instanceof Step.Create create) {
        attempt(create.wanted(), () -> create(create));
      } else if (step instanceof Step.Tag tag) {
        attempt(tag.wanted(), () -> tag(tag));
      } else if (step instanceof Step.Refuse refuse) {
        refusals.put(refuse.wanted(), shortened(refuse.reason()));
      }
    }

    private void create(Step.Create step) {
      Kind kind = step.wanted().kind();
      if (full.containsKey(kind) || refusals.size() >= MOST_REFUSALS) {
        held.add(step.wanted().id());
        return;
      }
      var calls = PersonalizeCalls.of(kind);
      String arn = calls.create(client, SdkMembers.build(calls.request(), withTags(step)));
      changes.add(StateChanges.creating(kind, arn));
      done++;
    }

    private void tag(Step.Tag step) {
      client.tagResource(
          t ->
              t.resourceArn(step.arn())
                  .tags(
                      step.tags().entrySet().stream()
                          .map(e -> Tag.builder().tagKey(e.getKey()).tagValue(e.getValue()).build())
                          .toList()));
      done++;
    }

    private void attempt(WantedResource wanted, Runnable call) {
      try {
        call.run();
      } catch (InvalidInputException | TooManyTagsException e) {
        refusals.put(wanted.id(), shortened("Personalize refused it: " + message(e)));
      } catch (ResourceAlreadyExistsException | ResourceNotFoundException e) {
        // Another container was faster, or a parent is not yet seen everywhere: the next look
        // tells.
        hold(wanted, e);
      } catch (SdkException e) {
        if (!PassingFailures.passes(e)) {
          throw e;
        }
        if (e instanceof LimitExceededException) {
          full.put(wanted.kind(), message(e));
        }
        hold(wanted, e);
      }
    }

    private void hold(WantedResource wanted, SdkException e) {
      LOG.info("training step held wanted=\"{}\" reason=\"{}\"", wanted.id(), message(e));
      held.add(wanted.id());
    }
  }

  private static ObjectNode withTags(Step.Create step) {
    ObjectNode request = step.request().deepCopy();
    if (!step.wanted().tags().isEmpty()) {
      var tags = request.putArray("tags");
      step.wanted().tags().forEach((k, v) -> tags.addObject().put("tagKey", k).put("tagValue", v));
    }
    return request;
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
  }

  private static String message(SdkException e) {
    return e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? answer.awsErrorDetails().errorMessage()
        : e.getMessage();
  }
}
