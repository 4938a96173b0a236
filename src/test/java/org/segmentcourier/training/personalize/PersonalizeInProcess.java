package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.PersonalizeException;
import software.amazon.awssdk.services.personalize.model.PersonalizeRequest;

/**
 * The sandbox's Personalize as AWS's client shows it, without protocol and network between them: a
 * hundred thousand calls take seconds.
 */
public final class PersonalizeInProcess implements InvocationHandler {

  /** What was created, as {@code <operation> <name>}. */
  public final List<String> created = new ArrayList<>();

  /** Refusals but for what isn't there, as {@code <operation> <error>}. */
  public final List<String> refused = new ArrayList<>();

  private static final Map<Method, Method> BUILDERS = new ConcurrentHashMap<>();

  private final Service personalize;

  public PersonalizeInProcess(Service personalize) {
    this.personalize = personalize;
  }

  /** The client. */
  public PersonalizeClient client() {
    return (PersonalizeClient)
        Proxy.newProxyInstance(
            PersonalizeClient.class.getClassLoader(),
            new Class<?>[] {PersonalizeClient.class},
            this);
  }

  /** A method that takes a request is a call; all others lead to one. */
  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    return arguments != null
            && arguments[0] instanceof PersonalizeRequest request
            && !method.getName().endsWith("Paginator")
        ? call(method, request)
        : InvocationHandler.invokeDefault(proxy, method, arguments);
  }

  private Object call(Method method, PersonalizeRequest request)
      throws ReflectiveOperationException {
    String name = method.getName();
    String operation = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    ObjectNode input = SdkMembers.read((SdkPojo) request);
    ObjectNode answer;
    try {
      answer = personalize.call(operation, input);
    } catch (AwsError e) {
      if (!e.shape().equals("ResourceNotFoundException")) {
        refused.add(operation + " " + e.shape());
      }
      throw exception(e);
    }
    if (operation.startsWith("Create")) {
      created.add(operation + " " + input.path("name").asText(input.path("jobName").asText()));
    }
    timesAsText(answer);
    return SdkMembers.build((SdkPojo) builderOf(method).invoke(null), answer);
  }

  private static Method builderOf(Method method) throws NoSuchMethodException {
    Method known = BUILDERS.get(method);
    if (known == null) {
      known = method.getReturnType().getMethod("builder");
      BUILDERS.put(method, known);
    }
    return known;
  }

  private static RuntimeException exception(AwsError e) throws ReflectiveOperationException {
    Class<?> type = Class.forName(PersonalizeException.class.getPackageName() + "." + e.shape());
    var builder = (PersonalizeException.Builder) type.getMethod("builder").invoke(null);
    return (RuntimeException) builder.message(e.getMessage()).statusCode(400).build();
  }

  /** The service says times in seconds since 1970. */
  private static void timesAsText(JsonNode answer) {
    if (answer instanceof ObjectNode members) {
      members.properties().forEach(member -> member.setValue(timeAsText(member)));
    }
    for (var part : answer) {
      timesAsText(part);
    }
  }

  private static JsonNode timeAsText(Map.Entry<String, JsonNode> member) {
    var value = member.getValue();
    return member.getKey().endsWith("DateTime") && value.isNumber()
        ? TextNode.valueOf(Instant.ofEpochMilli(Math.round(value.doubleValue() * 1000)).toString())
        : value;
  }
}
