package org.segmentcourier.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.fake.Aside;

class BranchComponentTest extends CamelTestSupport {

  private final List<String> taken = new CopyOnWriteArrayList<>();
  private Branches branches;

  @BeforeEach
  void findBranches() {
    branches = new Branches(context);
  }

  @Test
  void aRouteFromABranchIsTheBranch() throws Exception {
    add("branch:email?channels=EMAIL,SMS&segments=RAW(genres = \"A.*\")&destination=own");

    var branch = branches.now().get(0);

    assertThat(branch.id()).isEqualTo("email");
    assertThat(branch.channels()).containsExactly("EMAIL", "SMS");
    assertThat(branch.destination()).isEqualTo("own");
    assertThat(branch.takesChannel("EMAIL")).isTrue();
    assertThat(branch.takesChannel("PUSH")).isFalse();
    assertThat(branch.takesSegment("ITEMS.genres = \"Action\"")).isTrue();
    assertThat(branch.takesSegment("ITEMS.genres = \"Comedy\"")).isFalse();
  }

  @Test
  void allTakesEveryChannelAndByDefaultEverySegmentForPinpoint() throws Exception {
    add("branch:all?channels=ALL");

    var branch = branches.now().get(0);

    assertThat(branch.takesChannel("A_CHANNEL_OF_NEXT_YEAR")).isTrue();
    assertThat(branch.takesSegment("anything")).isTrue();
    assertThat(branch.destination()).isEqualTo("pinpoint");
  }

  @Test
  void aHoldoutIsAShareOfAnExperiment() throws Exception {
    add("branch:email?channels=EMAIL&holdout=2.5&experiment=spring");
    add("branch:sms?channels=SMS&holdout=0");

    assertThat(branches.now())
        .extracting(Branch::holdout)
        .containsExactly(new Holdout("spring", 2.5), Holdout.NONE);
  }

  @Test
  void branchesAreListedById() throws Exception {
    add("branch:sms?channels=SMS");
    add("branch:email?channels=EMAIL");

    assertThat(branches.now()).extracting(Branch::id).containsExactly("email", "sms");
  }

  @Test
  void aBranchIsThereForAsLongAsItsRouteRuns() throws Exception {
    add("branch:email?channels=EMAIL");
    var pinned = branches.now();

    context.getRouteController().stopRoute("email");

    assertThat(branches.now()).isEmpty();
    assertThat(pinned).hasSize(1);
  }

  @Test
  void whatIsHandedToABranchGoesThroughItsRoute() throws Exception {
    add("branch:email?channels=EMAIL");

    template.sendBody("branch:email", "file");

    assertThat(taken).containsExactly("file");
  }

  @Test
  void handingToABranchThatIsGoneSaysSo() throws Exception {
    add("branch:email?channels=EMAIL");
    template.sendBody("branch:email", "first");
    context.getRouteController().stopRoute("email");

    assertThatThrownBy(() -> template.sendBody("branch:email", "second"))
        .isInstanceOf(CamelExecutionException.class)
        .hasCauseInstanceOf(NoSuchBranch.class)
        .rootCause()
        .hasMessage("There is no branch 'email' (any more)");
    assertThat(taken).containsExactly("first");
  }

  /** As a delivery is that is under way when the application is told to stop. */
  @Test
  void branchesStayUntilWhatIsUnderWayIsDone() throws Exception {
    add("branch:email?channels=EMAIL");
    var underWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("seda:deliveries")
                .startupOrder(10_000)
                .process(
                    exchange -> {
                      underWay.countDown();
                      goOn.await();
                    })
                .to("branch:email");
          }
        });
    template.sendBody("seda:deliveries", "file");
    assertThat(underWay.await(10, TimeUnit.SECONDS)).isTrue();

    var stopped = Aside.run(context::stop);
    await().during(Duration.ofMillis(300)).until(() -> context.isStopping());
    goOn.countDown();
    stopped.get(30, TimeUnit.SECONDS);

    assertThat(taken).containsExactly("file");
  }

  /**
   * A delivery that is still at work when the time to stop is up must not take it for withdrawn.
   */
  @Test
  void whileTheApplicationStopsNoBranchIsTakenForGone() throws Exception {
    add("branch:email?channels=EMAIL");
    var component = context.getComponent("branch", BranchComponent.class);
    var exchange = context.getEndpoint("branch:email").createExchange();

    context.stop();

    assertThatThrownBy(() -> component.handOver("email", exchange))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(branches::now).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void aFailureInABranchIsTheCallersToo() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:email?channels=EMAIL").throwException(new IllegalStateException("full"));
          }
        });

    assertThatThrownBy(() -> template.sendBody("branch:email", "file"))
        .rootCause()
        .hasMessage("full");
  }

  @Test
  void aFailureInABranchSaysWhichAndWhoWasAskedLast() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:email?channels=EMAIL")
                .to("log:before")
                .to("direct:away?failIfNoConsumers=true&timeout=1");
          }
        });

    assertThatThrownBy(() -> template.sendBody("branch:email", "file"))
        .hasStackTraceContaining(
            "FailedAt: branch 'email', to direct://away?failIfNoConsumers=true&timeout=1: No"
                + " consumers available");
  }

  @Test
  void aStopInABranchStopsNobodyElse() throws Exception {
    route("direct:caller", "branch:email", "mock:after");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:email?channels=EMAIL")
                .process(exchange -> taken.add(exchange.getMessage().getBody(String.class)))
                .stop();
          }
        });
    var after = getMockEndpoint("mock:after");

    template.sendBody("direct:caller", "file");

    assertThat(taken).containsExactly("file");
    assertThat(after.getExchanges()).hasSize(1);
  }

  @Test
  void whatABranchSetsStaysWithItButForTheBody() throws Exception {
    route("direct:caller", "branch:email", "mock:after");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:email?channels=EMAIL")
                .setVariable("file", constant("x"))
                .setProperty("progress", constant("x"))
                .removeHeaders("*")
                .setHeader("own", constant("x"))
                .setBody(constant("answer"));
          }
        });
    var after = getMockEndpoint("mock:after");

    template.send(
        "direct:caller",
        exchange -> {
          exchange.setVariable("file", "mine");
          exchange.setProperty("progress", "mine");
          exchange.getMessage().setHeader("query", "mine");
          exchange.getMessage().setBody("file");
        });

    var exchange = after.getExchanges().get(0);
    assertThat(exchange.getVariable("file")).isEqualTo("mine");
    assertThat(exchange.getProperty("progress")).isEqualTo("mine");
    assertThat(exchange.getMessage().getHeaders()).containsOnly(entry("query", "mine"));
    assertThat(exchange.getMessage().getBody()).isEqualTo("answer");
  }

  /** Of the message that is worked on; of its receipt nobody else has any use. */
  @Test
  void headersOfComponentsStayWithWhoeverHandsOver() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:email?channels=EMAIL").to("mock:taken");
          }
        });
    var mock = getMockEndpoint("mock:taken");

    template.sendBodyAndHeaders(
        "branch:email", "file", Map.of("CamelAwsSqsReceiptHandle", "x", "query", "q"));

    assertThat(mock.getExchanges().get(0).getMessage().getHeaders())
        .containsOnly(entry("query", "q"));
  }

  @Test
  void whatABranchMarksForRollbackIsNotDone() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:email?channels=EMAIL").markRollbackOnly();
          }
        });

    assertThatThrownBy(() -> template.sendBody("branch:email", "file"))
        .rootCause()
        .hasMessageContaining("The route of branch 'email' has marked what it got for rollback");
  }

  /** Otherwise the branch itself would be taken for gone. */
  @Test
  void aBranchThatHandsOnToOneThatIsNotThereIsNotGoneItself() throws Exception {
    route("branch:email?channels=EMAIL", "branch:typo");

    assertThatThrownBy(() -> template.sendBody("branch:email", "file"))
        .rootCause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The route of branch 'email' hands on to another one: There is no branch 'typo' (any"
                + " more)");
  }

  private void route(String from, String... to) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(from).to(to);
          }
        });
  }

  @Test
  void whoHandsOverWhileABranchIsChangedWaitsForTheNewRoute() throws Exception {
    add("branch:email?channels=EMAIL");
    var component = context.getComponent("branch", BranchComponent.class);
    var changing = new CountDownLatch(1);
    var change =
        Aside.supply(
            () -> {
              try {
                return component.change(
                    List.of("email"),
                    () -> {
                      context.getRouteController().stopRoute("email");
                      changing.countDown();
                      context.removeRoute("email");
                      add("branch:email?channels=SMS");
                      return "changed";
                    });
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(changing.await(10, TimeUnit.SECONDS)).isTrue();

    template.sendBody("branch:email", "file");

    assertThat(change.get(10, TimeUnit.SECONDS)).isEqualTo("changed");
    assertThat(taken).containsExactly("file");
    assertThat(branches.now().get(0).channels()).containsExactly("SMS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "branch:email?channels=EMIAL | unknown channel type 'EMIAL'; each must be one of [PUSH, GCM,",
        "branch:email?channels=ALL,SMS | it is ALL alone, or a list",
        "branch:email?channels=email | unknown channel type 'email'",
        "branch:email | channels is missing; it must be ALL, or a list of",
        "branch:email?channels=SMS&segments=RAW([) | is no regular expression: Unclosed character class",
        "branch:email?channels=SMS&bukket=1 | Unknown parameters=[{bukket=1}]",
        "branch:email?channels=SMS&destination=web-shop | destination 'web-shop' is unknown; it must be one of [pinpoint, own]",
        "branch:email?channels=SMS&holdout=100 | holdout '100' is no percentage; it must be a number from 0 to less than 100",
        "branch:email?channels=SMS&holdout=ten | holdout 'ten' is no percentage",
        "branch:email?channels=SMS&holdout=-1 | holdout '-1' is no percentage",
        "branch:email?channels=SMS&holdout=5&experiment=RAW(a b) | experiment 'a b' is no name; it must be 1 to 64 of A-Z",
        "branch:email?channels=SMS&holdout=5&experiment= | experiment '' is no name",
        "branch:email?channels=SMS&smallest=many | smallest 'many' is no number of users; it must be a whole number",
        "branch:email?channels=SMS&largest=-1 | largest '-1' is no number of users",
        "branch:email?channels=SMS&smallest=3&largest=2 | smallest '3' is more than largest '2'",
        "branch:email?channels=SMS&change=0 | change '0' is no percentage; it must be a number over 0",
        "branch:email?channels=SMS&change=5%25 | change '5%' is no percentage",
        "branch:email?channels=SMS&columns=Addres | unknown column 'Addres'; each must be ChannelType, Address",
        "branch:email?channels=SMS&columns=Address,,User.UserId | unknown column ''",
        "branch:email?channels=SMS&of=rows | of 'rows' is unknown; it must be files or batches",
        "branch:E-Mail?channels=SMS | the id must start with a letter a-z",
        "branch:fifteen-letters?channels=SMS | up to 13 of a-z",
        "branch:p2?channels=SMS | must not be p and a number",
      })
  void aMistakeInABranchFailsAtLoadWithWhatWouldBeRight(String uri, String message) {
    assertThatThrownBy(() -> add(uri)).hasStackTraceContaining(message);
    assertThat(branches.now()).isEmpty();
  }

  @Test
  void twoBranchesOfOneIdFailAtLoad() throws Exception {
    add("branch:email?channels=EMAIL");

    assertThatThrownBy(
            () ->
                context.addRoutes(
                    new RouteBuilder() {
                      @Override
                      public void configure() {
                        from("branch:email?channels=SMS").routeId("second").to("log:second");
                      }
                    }))
        .hasStackTraceContaining("branch 'email' is defined twice");
  }

  @Test
  void theOptionsCanStandInYaml() throws Exception {
    var yaml =
        """
        - route:
            id: branch-comedy
            from:
              uri: branch:comedy
              parameters:
                channels: IN_APP
                segments: 'RAW(genres = "Comedy")'
              steps:
                - log: "${body}"
        """;

    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.fromBytes(
                "file:comedy.camel.yaml", yaml.getBytes(StandardCharsets.UTF_8)));

    assertThat(branches.now().get(0).takesSegment("ITEMS.genres = \"Comedy\"")).isTrue();
  }

  private void add(String uri) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri)
                .routeId(uri.replaceAll("branch:([^?]*).*", "$1"))
                .process(exchange -> taken.add(exchange.getMessage().getBody(String.class)));
          }
        });
  }
}
