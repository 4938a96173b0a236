package org.segmentcourier.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.segmentcourier.sandbox.control.Control;
import org.segmentcourier.sandbox.events.EventBridge;
import org.segmentcourier.sandbox.front.Front;
import org.segmentcourier.sandbox.iam.Permissions;
import org.segmentcourier.sandbox.iam.Roles;
import org.segmentcourier.sandbox.personalize.Personalize;
import org.segmentcourier.sandbox.pinpoint.Pinpoint;
import org.segmentcourier.sandbox.queues.FailedDeliveries;
import org.segmentcourier.sandbox.queues.QueueSender;
import org.segmentcourier.sandbox.queues.Queues;
import org.segmentcourier.sandbox.s3.ObjectStore;
import org.segmentcourier.sandbox.stack.Cloud;
import org.segmentcourier.sandbox.stack.Deployer;
import org.segmentcourier.sandbox.stack.Stack;
import org.segmentcourier.sandbox.stack.Template;
import org.segmentcourier.sandbox.topics.Topics;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * AWS on a laptop: S3, SQS, EventBridge, SNS, STS, Personalize and Pinpoint behind one port, wired
 * by the template that is deployed to AWS itself. Several can run side by side. What clients need
 * to find it is its {@link #environment}.
 */
public final class Sandbox implements AutoCloseable {

  /** The name of the stack, and the beginning of the names of what is in it. */
  public static final String STACK = "segment-courier";

  /**
   * The access key id of the application, which may do what the template's {@code
   * ApplicationPolicy} allows. All others are administrators.
   */
  public static final String APPLICATION = "application";

  /** The file in the sandbox's folder that lists the actions which the application has needed. */
  public static final String USED = "used-actions.txt";

  private static final String ACCESS_KEY = "test";
  private static final Account ACCOUNT = Account.SANDBOX;

  private final Parts parts;
  private final Front front;
  private final Control control;
  private final Stack stack;
  private final FailedDeliveries failed;
  private final Path mailbox;

  private Sandbox(
      Parts parts,
      Front front,
      Control control,
      Stack stack,
      FailedDeliveries failed,
      Path mailbox) {
    this.parts = parts;
    this.front = front;
    this.control = control;
    this.stack = stack;
    this.failed = failed;
    this.mailbox = mailbox;
  }

  /**
   * Starts everything and deploys the template.
   *
   * @throws IOException if a port or the folder can't be had
   */
  public static Sandbox start(SandboxOptions options) throws IOException {
    var parts = new Parts();
    try {
      return start(options, parts);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static Sandbox start(SandboxOptions options, Parts parts) throws IOException {
    Path folder = Files.createDirectories(options.folder()).toRealPath();
    Path mailbox = folder.resolve("mailbox");
    var clients = new ServiceClients(ACCOUNT);
    var failed = new FailedDeliveries();
    var front = parts.add(new Front(options.port()));

    // S3 and SQS take a second or two each: they start at the same time.
    var queuesLater =
        CompletableFuture.supplyAsync(() -> parts.add(new Queues(ACCOUNT, front.uri())));
    var eventsLater =
        queuesLater.thenApply(
            queues -> {
              String service = "events.amazonaws.com";
              var sqs = clients.sqs(front.uri(), service);
              return new EventBridge(
                  ACCOUNT, parts.add(new QueueSender(ACCOUNT, queues, service, sqs, failed)));
            });
    var objects =
        parts.add(
            new ObjectStore(
                ACCOUNT, folder.resolve("s3"), event -> eventsLater.join().emit(event)));
    var queues = queuesLater.join();
    var events = eventsLater.join();
    var topics =
        new Topics(
            ACCOUNT,
            parts.add(
                new QueueSender(
                    ACCOUNT,
                    queues,
                    "sns.amazonaws.com",
                    clients.sqs(front.uri(), "sns.amazonaws.com"),
                    failed)),
            mailbox);

    var roles = new Roles();

    // Straight to S3, past the faults and the records that are meant for the application's calls.
    var personalize =
        parts.add(
            new Personalize(
                    parts.add(
                        clients.s3(
                            objects.address(),
                            "personalize.amazonaws.com",
                            objects.policyCheck("personalize.amazonaws.com"))),
                    Clock.systemUTC(),
                    options.pace(),
                    role ->
                        roles.trusts(
                            role, "personalize.amazonaws.com", onBehalf("personalize", "job")))
                .start());
    var pinpoint =
        parts.add(
            new Pinpoint(
                parts.add(clients.s3(objects.address(), "pinpoint.amazonaws.com")),
                Clock.systemUTC(),
                folder.resolve("pinpoint"),
                role ->
                    roles.trusts(
                        role, "pinpoint.amazonaws.com", onBehalf("mobiletargeting", "apps/job"))));

    front.forward("s3", objects.address(), objects.filter());
    front.forward("sqs", queues.address(), queues.filter());
    front.serve("events", events);
    front.serve("sns", topics);
    front.serve("sts", new Identity(ACCOUNT));
    front.serve("personalize", personalize);
    front.serve("mobiletargeting", pinpoint);

    var cloud = new Cloud(ACCOUNT, objects, queues, events, topics, roles, pinpoint::createApp);
    var stack =
        new Deployer(cloud)
            .deploy(
                Template.parse(Files.readString(options.template())), STACK, options.parameters());
    var permissions = new Permissions(ACCOUNT, action -> note(folder.resolve(USED), action));
    roles
        .policy(stack.outputs().getOrDefault("ApplicationPolicyArn", ""))
        .ifPresent(policy -> permissions.limit(APPLICATION, policy));
    front.guard(permissions);
    var control = parts.add(new Control(options.controlPort(), front));
    control.on("GET", "/stack", asked -> stack);
    control.on("GET", "/deliveries/failed", asked -> failed.all());
    control.on("POST", "/plant/segment-job", asked -> personalize.plant(asked.body()));
    control.on(
        "PUT",
        "/queues/{name}/disorder",
        asked -> {
          queues.faults().order(asked.parameters().get("name"), asked.body());
          return Map.of();
        });
    return new Sandbox(parts, front, control, stack, failed, mailbox);
  }

  private static void note(Path file, String action) {
    try {
      Files.writeString(file, action + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write to " + file, e);
    }
  }

  /** What a service says when it takes on a role: for whom. Which job it is, no role asks. */
  private static Map<String, String> onBehalf(String service, String resource) {
    return Map.of(
        "aws:SourceAccount", ACCOUNT.id(), "aws:SourceArn", ACCOUNT.arn(service, resource));
  }

  /** Where every AWS service is. */
  public URI uri() {
    return front.uri();
  }

  /** Where the control port is. */
  public URI controlUri() {
    return control.uri();
  }

  /** The front itself, for who runs in the same JVM. */
  public Front front() {
    return front;
  }

  /** Makes a client of this sandbox, with a user's credentials. */
  public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(uri())
        .region(Region.of(ACCOUNT.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(ACCESS_KEY, ObjectStore.SECRET)))
        .build();
  }

  /** Messages that rules and topics could not deliver. */
  public FailedDeliveries failedDeliveries() {
    return failed;
  }

  /** What was deployed. */
  public Stack stack() {
    return stack;
  }

  /** The folder where e-mails arrive, as {@code .eml} files. */
  public Path mailbox() {
    return mailbox;
  }

  /**
   * The environment that points an AWS SDK, the AWS CLI and the application at this sandbox: each
   * output {@code FooBar} of the template is {@code FOO_BAR}.
   */
  public Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("AWS_ENDPOINT_URL", uri().toString());
    environment.put("AWS_REGION", ACCOUNT.region());
    // The CLI's own name for it.
    environment.put("AWS_DEFAULT_REGION", ACCOUNT.region());
    environment.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", ObjectStore.SECRET);
    stack.outputs().forEach((name, value) -> environment.put(variable(name), value));
    environment.put("TRAINING_QUIET", "1s");
    environment.put("ENDPOINTS_QUIET", "1s");
    return environment;
  }

  /** The environment as lines for a shell. */
  public String exports() {
    return environment().entrySet().stream()
        .map(one -> "export %s='%s'%n".formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    parts.close();
  }

  /**
   * Runs a sandbox until the process is told to end. When it can be used, it prints one line:
   * {@code ready} and a JSON object with {@code url}, {@code control}, {@code mailbox}, {@code
   * outputs}, {@code skipped} and {@code environment}. If it can't start, a line says why: {@code
   * does not start: } and the reason.
   */
  public static void main(String[] arguments) {
    try {
      var sandbox = start(SandboxOptions.parse(List.of(arguments)));
      Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
      System.out.println("ready " + sandbox.describe());
    } catch (IOException | IllegalArgumentException e) {
      // What its user can mend needs no trace.
      System.out.println("does not start: " + e.getMessage());
      System.exit(1);
    }
  }

  private String describe() {
    var description = new LinkedHashMap<String, Object>();
    description.put("url", uri());
    description.put("control", controlUri());
    description.put("mailbox", mailbox.toString());
    description.put("outputs", stack.outputs());
    description.put("skipped", stack.skipped());
    description.put("environment", environment());
    try {
      return new ObjectMapper().writeValueAsString(description);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String variable(String output) {
    return output.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
