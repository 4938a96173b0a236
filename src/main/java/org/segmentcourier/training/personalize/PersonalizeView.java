package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.RecipeSummary;
import software.amazon.awssdk.services.personalize.model.ResourceNotFoundException;
import software.amazon.awssdk.services.personalize.model.SolutionVersionSummary;
import software.amazon.awssdk.services.personalize.model.Tag;

/** Looks at Personalize; changes nothing. Throws what the SDK throws. */
public final class PersonalizeView {

  private final PersonalizeClient client;
  private final ResourceNames resourceNames;

  /** Names of solution versions whose ARN doesn't tell it; neither ever changes. */
  private final Map<String, String> versionNames = new ConcurrentHashMap<>();

  public PersonalizeView(PersonalizeClient client, ResourceNames resourceNames) {
    this.client = client;
    this.resourceNames = resourceNames;
  }

  /**
   * Looks at everything that is wanted.
   *
   * @param plan parents before their children
   * @param started when the run did: a job that failed before it is tried anew
   */
  public Observation observe(List<WantedResource> plan, Instant started) {
    return new Look(started).observe(plan);
  }

  /**
   * Looks at what a run has begun, whatever its config and inputs have become since.
   *
   * @param begun ARNs of resources that have a status
   * @return those of its resources that are still there
   */
  public List<Resource> watch(List<String> begun) {
    var look = new Look(Instant.EPOCH);
    return begun.stream().flatMap(arn -> look.find(arn).stream()).toList();
  }

  /** The ARNs of all recipes that there are. */
  public Set<String> recipes() {
    return client.listRecipesPaginator(r -> {}).recipes().stream()
        .map(RecipeSummary::recipeArn)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One look, and the number of calls that it took. */
  private final class Look {

    private final Instant started;
    private final Map<String, Sighting> sightings = new HashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    Look(Instant started) {
      this.started = started;
    }

    Observation observe(List<WantedResource> plan) {
      for (var wanted : plan) {
        var parents = wanted.parents().stream().map(sightings::get).toList();
        boolean ready = parents.stream().allMatch(p -> p != null && p.found().isPresent());
        if (ready && wanted.missing().isEmpty()) {
          sightings.put(wanted.id(), sight(wanted, parents));
        }
      }
      return new Observation(Map.copyOf(sightings), others(plan), calls.get());
    }

    /** A job that failed before the run keeps its name for ever: the next attempt is the one. */
    private Sighting sight(WantedResource wanted, List<Sighting> parents) {
      String stem = ResourceNames.stem(wanted, parents);
      for (int attempt = 1; ; attempt++) {
        String name = ResourceNames.attempt(stem, attempt);
        var found = find(resourceNames.arn(wanted, name, parents), name);
        boolean over =
            found
                .filter(r -> r.state() == Resource.State.FAILED && r.created().isBefore(started))
                .isPresent();
        if (!over || !wanted.kind().namedByContent() || attempt == ResourceNames.ATTEMPTS) {
          return new Sighting(stem, name, found.map(r -> withTags(wanted, r)).orElse(null));
        }
      }
    }

    private Optional<Resource> find(String arn, String name) {
      var found = find(arn);
      return found.isPresent() || Kind.of(arn) != Kind.SOLUTION_VERSION
          ? found
          : findVersion(arn.substring(0, arn.lastIndexOf('/')), name);
    }

    /** Whether a version's ARN ends in its name is nowhere promised. */
    private Optional<Resource> findVersion(String solution, String name) {
      calls.incrementAndGet();
      return client
          .listSolutionVersionsPaginator(l -> l.solutionArn(solution))
          .solutionVersions()
          .stream()
          .map(SolutionVersionSummary::solutionVersionArn)
          .filter(arn -> versionName(arn).filter(name::equals).isPresent())
          .findFirst()
          .flatMap(this::find);
    }

    /** Empty if it is listed, but was deleted meanwhile or can't be described yet. */
    private Optional<String> versionName(String arn) {
      String known = versionNames.get(arn);
      if (known != null) {
        return Optional.of(known);
      }
      var found = find(arn).map(Resource::name);
      found.ifPresent(name -> versionNames.put(arn, name));
      return found;
    }

    private Optional<Resource> find(String arn) {
      calls.incrementAndGet();
      try {
        Kind kind = Kind.of(arn);
        return Optional.of(
            resource(kind, arn, SdkMembers.read(PersonalizeCalls.of(kind).describe(client, arn))));
      } catch (ResourceNotFoundException e) {
        return Optional.empty();
      }
    }

    private Resource withTags(WantedResource wanted, Resource resource) {
      if (wanted.tags().isEmpty() || resource.state() != Resource.State.ACTIVE) {
        return resource;
      }
      calls.incrementAndGet();
      return resource.tagged(
          client.listTagsForResource(l -> l.resourceArn(resource.arn())).tags().stream()
              .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue, (one, other) -> other)));
    }

    /** What the dataset group has besides, of the kinds that a config lists. */
    private List<Resource> others(List<WantedResource> plan) {
      var group =
          plan.stream()
              .filter(wanted -> wanted.kind() == Kind.DATASET_GROUP)
              .map(wanted -> sightings.get(wanted.id()))
              .flatMap(sighting -> sighting.found().stream())
              .findFirst();
      if (group.isEmpty()) {
        return List.of();
      }
      String arn = group.get().arn();
      var names = plan.stream().map(w -> w.kind() + " " + w.name()).collect(Collectors.toSet());
      var others = new ArrayList<Resource>();
      calls.addAndGet(2);
      client.listDatasetsPaginator(l -> l.datasetGroupArn(arn)).datasets().stream()
          .map(d -> resource(Kind.DATASET, d.datasetArn(), SdkMembers.read(d)))
          .forEach(others::add);
      client.listSolutionsPaginator(l -> l.datasetGroupArn(arn)).solutions().stream()
          .map(s -> resource(Kind.SOLUTION, s.solutionArn(), SdkMembers.read(s)))
          .forEach(others::add);
      others.removeIf(other -> names.contains(other.kind() + " " + other.name()));
      return others;
    }
  }

  private static Resource resource(Kind kind, String arn, ObjectNode members) {
    return new Resource(
        kind,
        arn,
        members.path("status").asText(),
        time(members, "creationDateTime"),
        time(members, "lastUpdatedDateTime"),
        members.path("failureReason").asText(),
        members,
        Map.of());
  }

  private static Instant time(ObjectNode members, String name) {
    return members.has(name) ? Instant.parse(members.get(name).asText()) : Instant.EPOCH;
  }
}
