package org.segmentcourier.sandbox.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.segmentcourier.sandbox.AwsError;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes the resources of a template, as CloudFormation does. Types that the sandbox doesn't know
 * are skipped and said to be; a property it doesn't know is an error.
 */
public final class Deployer {

  private final Cloud cloud;
  private final ResourceTypes types;

  public Deployer(Cloud cloud) {
    this.cloud = cloud;
    this.types = new ResourceTypes(cloud);
  }

  /**
   * Deploys a template as a new stack.
   *
   * @param parameters values for the template's parameters, by name
   * @throws TemplateException if it can't be deployed; resources made before stay
   */
  public Stack deploy(Template template, String stackName, Map<String, String> parameters) {
    var plan = Plan.of(template, cloud.account(), stackName, parameters);
    var resources = new Resources();
    var skipped = new ArrayList<String>();
    for (var step : plan.steps()) {
      var type = types.find(step.type());
      if (type.isPresent()) {
        resources.made.put(
            step.logicalId(), make(plan, step, type.get(), stackName, resources, skipped));
      } else {
        skipped.add("%s: the sandbox has no %s".formatted(step.path(), step.type()));
      }
    }
    var outputs = new LinkedHashMap<String, String>();
    for (var output : plan.outputs()) {
      if (resources.made.keySet().containsAll(output.dependencies())) {
        outputs.put(output.name(), plan.value(output, resources));
      } else {
        skipped.add("%s: is of a resource that is skipped".formatted(output.path()));
      }
    }
    return new Stack(stackName, Collections.unmodifiableMap(outputs), List.copyOf(skipped));
  }

  private Made make(
      Plan plan,
      Plan.Step step,
      ResourceType type,
      String stackName,
      References made,
      List<String> skipped) {
    String path = step.path() + ".Properties";
    var properties =
        new Properties(
            path,
            plan.properties(step, made),
            property -> skipped.add(property + ": the sandbox can't do this"));
    try {
      Made resource = type.make(name(stackName, step.logicalId()), properties);
      properties.refuseUnread();
      return resource;
    } catch (IllegalArgumentException | AwsError | SdkException e) {
      throw new TemplateException(path, e.getMessage());
    }
  }

  /** A name for a resource without one: CloudFormation's end by chance, these stay the same. */
  private static String name(String stackName, String logicalId) {
    String seed = stackName + "/" + logicalId;
    String end =
        UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(24)
            .toUpperCase(Locale.ROOT);
    return "%s-%s-%s".formatted(stackName, logicalId, end);
  }

  private static final class Resources implements References {

    final Map<String, Made> made = new LinkedHashMap<>();

    @Override
    public Optional<String> ref(String logicalId) {
      return Optional.ofNullable(made.get(logicalId)).map(Made::ref);
    }

    @Override
    public Optional<String> attribute(String logicalId, String name) {
      return Optional.ofNullable(made.get(logicalId)).map(one -> one.attributes().get(name));
    }
  }
}
