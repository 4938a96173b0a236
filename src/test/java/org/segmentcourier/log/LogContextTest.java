package org.segmentcourier.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a thread that works for an exchange says in the log is about what the exchange is about. */
class LogContextTest {

  private final CamelContext context = new DefaultCamelContext();
  private final List<Map<String, String>> said = new CopyOnWriteArrayList<>();
  private ExecutorService threads;

  @BeforeEach
  void start() throws Exception {
    new LogConfiguration().configure(context);
    threads = context.getExecutorServiceManager().newFixedThreadPool(this, "two", 2);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:job")
                .setProperty("log.job", constant("job-1"))
                .process(exchange -> say())
                .split(body().tokenize(","))
                .parallelProcessing()
                .executorService(threads)
                .setProperty("log.segment", body())
                .to("direct:segment")
                .end()
                .process(exchange -> say());
            from("direct:segment").process(exchange -> say());
            from("direct:late")
                .setProperty("log.run", constant("run-1"))
                .delay(1)
                .asyncDelayed()
                .process(exchange -> say());
            from("direct:fails")
                .setProperty("log.run", constant("run-1"))
                .throwException(IllegalStateException.class, "as it may");
          }
        });
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void partsOnOtherThreadsAreAboutTheSameAndMore() {
    send("direct:job", "a,b");

    assertThat(said)
        .startsWith(Map.of("job", "job-1"))
        .endsWith(Map.of("job", "job-1"))
        .contains(Map.of("job", "job-1", "segment", "a"), Map.of("job", "job-1", "segment", "b"));
  }

  @Test
  void noThreadRemembersIt() throws Exception {
    send("direct:job", "a,b,c,d");
    send("direct:late", "");
    send("direct:fails", "");

    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    for (int i = 0; i < 2; i++) {
      assertThat(threads.submit(MDC::getCopyOfContextMap).get(10, TimeUnit.SECONDS))
          .isNullOrEmpty();
    }
  }

  @Test
  void itIsKnownAfterAPauseOnAnotherThread() {
    send("direct:late", "");

    assertThat(said).containsExactly(Map.of("run", "run-1"));
  }

  @Test
  void whatTheThreadKnewBeforeItKnowsAfterwards() {
    MDC.put("job", "before");
    try {
      send("direct:job", "a");
      assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("job", "before"));
    } finally {
      MDC.clear();
    }
  }

  private void send(String to, String body) {
    context.createFluentProducerTemplate().to(to).withBody(body).send();
  }

  private void say() {
    said.add(MDC.getCopyOfContextMap());
  }
}
