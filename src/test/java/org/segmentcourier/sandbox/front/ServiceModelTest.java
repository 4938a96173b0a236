package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.sns.SnsClient;

class ServiceModelTest {

  /** Of EventBridge, the sandbox has no archives and no connections. */
  private static final Pattern NOT_SERVED = Pattern.compile(".*(Archive|Connection)");

  private final Set<String> unknown = new TreeSet<>();
  private final Set<Class<?>> seen = new HashSet<>();

  /** A member that the SDK can send and the model doesn't know would be refused. */
  @ParameterizedTest
  @MethodSource
  void theModelKnowsAllThatTheSdkCanSend(Api api, Class<?> client) throws Exception {
    var model = ServiceModel.read(api.model());
    var requests = requests(client);

    for (var operation : model.operations()) {
      if (NOT_SERVED.matcher(operation.name()).matches()) {
        continue;
      }
      var request = requests.get(operation.name().toLowerCase(Locale.ROOT) + "request");
      var builder = (SdkPojo) request.getMethod("builder").invoke(null);
      compare(operation.name(), builder, operation.input().orElse(Shape.NOTHING));
    }

    assertThat(unknown).isEmpty();
  }

  static Stream<Arguments> theModelKnowsAllThatTheSdkCanSend() {
    return Stream.of(
        Arguments.of(Api.PERSONALIZE, PersonalizeClient.class),
        Arguments.of(Api.PINPOINT, PinpointClient.class),
        Arguments.of(Api.EVENTBRIDGE, EventBridgeClient.class),
        Arguments.of(Api.SNS, SnsClient.class));
  }

  private static Map<String, Class<?>> requests(Class<?> client) {
    return Stream.of(client.getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .map(method -> method.getParameterTypes()[0])
        .filter(AwsRequest.class::isAssignableFrom)
        .collect(
            Collectors.toMap(
                type -> type.getSimpleName().toLowerCase(Locale.ROOT),
                type -> type,
                (first, second) -> first));
  }

  private void compare(String where, SdkPojo structure, Shape shape) {
    if (!seen.add(structure.getClass())) {
      return;
    }
    var members =
        shape.members().values().stream()
            .collect(Collectors.toMap(Shape.Member::wireName, Shape.Member::shape));
    for (var field : structure.sdkFields()) {
      var here = where + "." + field.locationName();
      if (members.containsKey(field.locationName())) {
        descend(here, field, members.get(field.locationName()));
      } else {
        unknown.add(here);
      }
    }
  }

  private void descend(String where, SdkField<?> field, Shape shape) {
    switch (shape.type()) {
      case STRUCTURE -> compare(where, (SdkPojo) field.constructor().get(), shape);
      case LIST ->
          descend(
              where, field.getTrait(ListTrait.class).memberFieldInfo(), shape.element().shape());
      case MAP ->
          descend(where, field.getTrait(MapTrait.class).valueFieldInfo(), shape.value().shape());
      default -> seen.add(field.getClass());
    }
  }
}
