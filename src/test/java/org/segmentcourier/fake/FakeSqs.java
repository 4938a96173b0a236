package org.segmentcourier.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** SQS in memory: each message is received once, and remembered with whether it was deleted. */
public final class FakeSqs implements SqsClient {

  /** A message that is there to be received from a time on, in the order of their numbers. */
  private record Due(Message message, long nanos, int number) implements Delayed {

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      var due = (Due) other;
      int byTime = Long.compare(nanos - due.nanos, 0);
      return byTime == 0 ? Integer.compare(number, due.number) : byTime;
    }
  }

  /** How often a receive looks for a message, in hundredths of a second. */
  private static final int LOOKS = 20;

  private final Map<String, DelayQueue<Due>> queues = new ConcurrentHashMap<>();
  private final List<SendMessageRequest> sent = new CopyOnWriteArrayList<>();
  private final Set<String> received = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final Map<String, Duration> pauses = new ConcurrentHashMap<>();
  private final Map<String, Duration> delays = new ConcurrentHashMap<>();
  private final Set<String> closed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger counter = new AtomicInteger();
  private final Set<String> deduplicationIds = ConcurrentHashMap.newKeySet();
  private final ReadWriteLock receives = new ReentrantReadWriteLock();
  private volatile boolean deduplicates;
  private volatile boolean ended;

  /** All that was sent, to whichever queue. */
  public List<SendMessageRequest> sentMessages() {
    return List.copyOf(sent);
  }

  /** What the application sends to a queue from now on arrives only after a while. */
  public void delay(String queueUrl, Duration time) {
    delays.put(queueUrl, time);
  }

  /** From now on, of messages with one deduplication id only the first arrives. */
  public void deduplicate() {
    deduplicates = true;
  }

  /** Another container has sent a message with this deduplication id, and it is done with. */
  public void know(String queueUrl, String deduplicationId) {
    deduplicationIds.add(queueUrl + " " + deduplicationId);
  }

  /** From now on, what the application sends to a queue is refused. */
  public void close(String queueUrl) {
    closed.add(queueUrl);
  }

  /** Puts a message into a queue, from outside, and returns its id. */
  public String arrive(String queueUrl, String body) {
    return arriveAgain(queueUrl, body, 1);
  }

  /**
   * Puts a message into a queue that was received before, and returns its id.
   *
   * @param receives how often it will have been received with the next time
   */
  public String arriveAgain(String queueUrl, String body, int receives) {
    return arriveLater(queueUrl, body, receives, Duration.ZERO);
  }

  /**
   * Puts a message into a queue that was received before, and returns its id.
   *
   * @param receives how often it will have been received with the next time
   * @param since how long ago it was received first
   */
  public String arriveAgain(String queueUrl, String body, int receives, Duration since) {
    return add(queueUrl, message(body, receives, Instant.now().minus(since)), Duration.ZERO);
  }

  /**
   * Moves a message that was set aside back to a queue, and returns its id.
   *
   * @param time when it is moved
   */
  public String moveBack(String queueUrl, String body, Instant time) {
    var reason = MessageAttributeValue.builder().dataType("String").stringValue("it failed");
    var message = message(body, 1, time).messageAttributes(Map.of("reason", reason.build()));
    return add(queueUrl, message, Duration.ZERO);
  }

  /**
   * Moves a message that SQS had moved to a redrive queue by itself back, and returns its id.
   *
   * @param time when it is moved
   */
  public String moveBackByItself(String queueUrl, String body, Instant time) {
    return add(queueUrl, message(body, 1, time), Duration.ZERO);
  }

  private String arriveLater(String queueUrl, String body, int receives, Duration delay) {
    return add(queueUrl, message(body, receives, Instant.now()), delay);
  }

  private static Message.Builder message(String body, int receives, Instant time) {
    var first = time.toEpochMilli();
    return Message.builder()
        .body(body)
        .attributes(
            Map.of(
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                String.valueOf(receives),
                MessageSystemAttributeName.SENT_TIMESTAMP,
                String.valueOf(first),
                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                String.valueOf(first)));
  }

  private String add(String queueUrl, Message.Builder message, Duration delay) {
    int number = counter.incrementAndGet();
    var id = "message-" + number;
    var due = message.messageId(id).receiptHandle(id).build();
    queue(queueUrl).add(new Due(due, System.nanoTime() + delay.toNanos(), number));
    return id;
  }

  /** What the application has sent to a queue. */
  public List<SendMessageRequest> sentTo(String queueUrl) {
    return sent.stream().filter(message -> message.queueUrl().equals(queueUrl)).toList();
  }

  public boolean isReceived(String id) {
    return received.contains(id);
  }

  public boolean isDeleted(String id) {
    return deleted.contains(id);
  }

  /** For how long the application has put a message off; empty: it didn't. */
  public Optional<Duration> pause(String id) {
    return Optional.ofNullable(pauses.get(id));
  }

  /** Whether all that was received was deleted, and nothing waits. */
  public boolean isDrained() {
    return queues.values().stream().allMatch(DelayQueue::isEmpty) && deleted.containsAll(received);
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    if (closed.contains(request.queueUrl())) {
      throw SqsException.builder().statusCode(400).message("the queue is away").build();
    }
    sent.add(request);
    var identity = request.queueUrl() + " " + request.messageDeduplicationId();
    if (deduplicates && !deduplicationIds.add(identity)) {
      return SendMessageResponse.builder().messageId("dropped").build();
    }
    var delay = delays.getOrDefault(request.queueUrl(), Duration.ZERO);
    var id = arriveLater(request.queueUrl(), request.messageBody(), 1, delay);
    return SendMessageResponse.builder().messageId(id).build();
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    var due = next(queue(request.queueUrl()));
    if (due == null) {
      return ReceiveMessageResponse.builder().build();
    }
    var message = due.message();
    received.add(message.messageId());
    return ReceiveMessageResponse.builder().messages(asked(request, message)).build();
  }

  /** The next message, waited for a while; null if none comes. */
  private Due next(DelayQueue<Due> queue) {
    receives.readLock().lock();
    try {
      Due due = null;
      for (int i = 0; i < LOOKS && due == null && !ended; i++) {
        due = queue.poll(10, TimeUnit.MILLISECONDS);
      }
      return due;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      receives.readLock().unlock();
    }
  }

  /**
   * From now on nobody waits for a message, or gets one. Camel, when it stops, first lets receives
   * end that are under way, and looks only once in a second whether they have.
   */
  public void end() {
    ended = true;
    receives.writeLock().lock();
    receives.writeLock().unlock();
  }

  @Override
  public ChangeMessageVisibilityResponse changeMessageVisibility(
      ChangeMessageVisibilityRequest request) {
    pauses.put(request.receiptHandle(), Duration.ofSeconds(request.visibilityTimeout()));
    return ChangeMessageVisibilityResponse.builder().build();
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    deleted.add(request.receiptHandle());
    return DeleteMessageResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {}

  /** SQS tells only those attributes that are asked for. */
  private static Message asked(ReceiveMessageRequest request, Message message) {
    var attributes = new HashMap<>(message.attributes());
    attributes.keySet().retainAll(request.messageSystemAttributeNames());
    var ours = new HashMap<>(message.messageAttributes());
    ours.keySet().retainAll(request.messageAttributeNames());
    return message.toBuilder().attributes(attributes).messageAttributes(ours).build();
  }

  private DelayQueue<Due> queue(String url) {
    return queues.computeIfAbsent(url, key -> new DelayQueue<>());
  }
}
