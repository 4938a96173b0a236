package org.segmentcourier.branch.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.util.URISupport;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.Branches;

/** Hands samples to branches, one after the other, and notes where their routes send them. */
final class Samples {

  private final CamelContext context;
  private final Duration patience;
  private final Function<Throwable, String> why;

  /** What goes through a route now. */
  private volatile Trying trying;

  /**
   * @param context with branches, and with endpoints that tell here what they are sent
   * @param patience with routes, in which nobody is really called
   * @param why a route fails, in one line
   */
  Samples(CamelContext context, Duration patience, Function<Throwable, String> why) {
    this.context = context;
    this.patience = patience;
    this.why = why;
  }

  /** The way of a sample through a branch's route. */
  private static final class Trying {

    private final Branch branch;
    private final Handed handed;
    private final List<String> sent = new CopyOnWriteArrayList<>();

    /** Whether somebody outside would have been asked for something by now. */
    private volatile boolean isAsked;

    Trying(Branch branch, Handed handed) {
      this.branch = branch;
      this.handed = handed;
    }

    /** Whatever a route makes of what it got still comes from there. */
    boolean isOf(Exchange exchange) {
      return Optional.ofNullable(exchange.getFromEndpoint())
          .flatMap(from -> Contents.branch(from.getEndpointUri()))
          .map(branch.id()::equals)
          .orElse(true);
    }
  }

  /**
   * Hands each branch what the sample has for it, and tells where its route sends it. All slow
   * routes together are waited for no longer than one.
   */
  List<Passage> pass(Function<Branch, Handed> sample) {
    context.getInflightRepository().setInflightBrowseEnabled(true);
    try (var template = context.createProducerTemplate()) {
      var passages = new ArrayList<Passage>();
      long end = System.nanoTime() + patience.toNanos();
      for (var branch : new Branches(context).now()) {
        trying = new Trying(branch, sample.apply(branch));
        var left = Duration.ofNanos(end - System.nanoTime());
        passages.add(pass(template, left.compareTo(leastPatience()) > 0 ? left : leastPatience()));
      }
      return passages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nearly all routes take less: one is tried also after slow ones. */
  private Duration leastPatience() {
    return patience.dividedBy(10);
  }

  private Passage pass(ProducerTemplate template, Duration time) {
    var now = trying;
    var failure = hand(template, now, time);
    return new Passage(
        now.branch,
        new LinkedHashSet<>(now.sent).stream().toList(),
        failure.map(why),
        failure.isPresent() && !now.isAsked && isMistake(failure.get()));
  }

  private Optional<Throwable> hand(ProducerTemplate template, Trying now, Duration time) {
    var answer =
        template.asyncRequestBodyAndHeaders(
            "branch:" + now.branch.id(), now.handed.body(), now.handed.headers());
    try {
      answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(e.getCause());
    } catch (TimeoutException e) {
      giveUp();
      return Optional.of(
          new TimeoutException("it takes more than %.1f s".formatted(time.toMillis() / 1000.0)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(e);
    }
  }

  /** A route may go round in circles until somebody answers, whom nobody asks here: it ends now. */
  private void giveUp() {
    for (var underWay : context.getInflightRepository().browse()) {
      underWay.getExchange().setRouteStop(true);
    }
  }

  /** Not so what a route throws on purpose, for it does not like the sample. */
  private static boolean isMistake(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause -> cause instanceof Unpublishable || cause instanceof MethodNotFoundException);
  }

  /** Something is sent there. */
  void take(String uri, Exchange exchange) {
    var now = trying;
    if (!now.isOf(exchange)) {
      return; // a route that was waited for in vain has gone on
    }
    var to = plain(uri);
    now.sent.add(to);
    if (to.equals("direct:" + Names.PUBLISH)) {
      publish(now.handed, exchange.getMessage());
    } else if (!to.startsWith("log:")) {
      now.isAsked = true;
    }
  }

  /** Something is fetched. */
  void ask() {
    trying.isAsked = true;
  }

  private static void publish(Handed handed, Message message) {
    try {
      message.setBody(handed.publish().apply(message.getBody()));
    } catch (IllegalArgumentException e) {
      throw new Unpublishable(e);
    }
  }

  private static String plain(String uri) {
    return URISupport.sanitizeUri(uri).replaceFirst("^(direct|log|branch)://", "$1:");
  }

  /** What a route publishes can't be. */
  private static final class Unpublishable extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    Unpublishable(IllegalArgumentException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
