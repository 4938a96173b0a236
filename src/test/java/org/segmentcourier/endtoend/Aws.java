package org.segmentcourier.endtoend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.pinpoint.model.GetImportJobsRequest;
import software.amazon.awssdk.services.pinpoint.model.GetSegmentsRequest;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** AWS as a user of the application sees it: plain SDK clients, and the few calls made of them. */
public final class Aws implements AutoCloseable {

  private static final List<QueueAttributeName> DEPTH =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private static final long PART = 16 << 20;

  private final SandboxProcess.Ready ready;
  private final S3Client s3;
  private final SqsClient sqs;
  private final PersonalizeClient personalize;
  private final PinpointClient pinpoint;
  private final EventBridgeClient events;

  public Aws(SandboxProcess.Ready ready) {
    this.ready = ready;
    s3 = client(S3Client.builder());
    sqs = client(SqsClient.builder());
    personalize = client(PersonalizeClient.builder());
    pinpoint = client(PinpointClient.builder());
    events = client(EventBridgeClient.builder());
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create(ready.url()))
        .region(Region.of(ready.environment().get("AWS_REGION")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    ready.environment().get("AWS_ACCESS_KEY_ID"),
                    ready.environment().get("AWS_SECRET_ACCESS_KEY"))))
        .build();
  }

  public S3Client s3() {
    return s3;
  }

  public SqsClient sqs() {
    return sqs;
  }

  public PersonalizeClient personalize() {
    return personalize;
  }

  public PinpointClient pinpoint() {
    return pinpoint;
  }

  public EventBridgeClient events() {
    return events;
  }

  /** What the stack has put out, such as {@code UploadsQueueUrl}. */
  public String output(String name) {
    return ready.outputs().get(name);
  }

  /** The bucket of training data, batch input and batch output. */
  public String dataBucket() {
    return ready.outputs().get("DataBucket");
  }

  /** The bucket whose files under {@code pinpoint/} are imported. */
  public String importBucket() {
    return ready.outputs().get("ImportBucket");
  }

  /** The id of the Pinpoint project. */
  public String project() {
    return ready.outputs().get("PinpointApplicationId");
  }

  /** Puts a file; a large one in parts. */
  public void put(String bucket, String key, Path file) {
    long size = file.toFile().length();
    if (size > PART) {
      putInParts(bucket, key, file, size);
    } else {
      s3.putObject(request -> request.bucket(bucket).key(key), file);
    }
  }

  private void putInParts(String bucket, String key, Path file, long size) {
    var upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    var parts = new ArrayList<CompletedPart>();
    for (long offset = 0; offset < size; offset += PART) {
      int number = parts.size() + 1;
      var part = part(file, offset, Math.min(PART, size - offset));
      var put =
          s3.uploadPart(
              request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number), part);
      parts.add(CompletedPart.builder().partNumber(number).eTag(put.eTag()).build());
    }
    s3.completeMultipartUpload(
        request ->
            request.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
  }

  private static RequestBody part(Path file, long offset, long size) {
    return RequestBody.fromContentProvider(
        () -> {
          try (var channel = FileChannel.open(file)) {
            var bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
              // until all of it is read
            }
            return new ByteArrayInputStream(bytes.array());
          } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
          }
        },
        size,
        "application/octet-stream");
  }

  /** Puts a text. */
  public void put(String bucket, String key, String text) {
    s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  /** Puts all files below a folder, under their paths in it. */
  public void putAll(String bucket, Path folder) throws IOException {
    for (var file : Folders.filesBelow(folder)) {
      put(bucket, folder.relativize(file).toString().replace('\\', '/'), file);
    }
  }

  /** Objects under a prefix, in the order of their keys. */
  public List<S3Object> list(String bucket, String prefix) {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .toList();
  }

  /** Downloads an object into a folder, under the last part of its key. */
  public Path download(String bucket, String key, Path folder) throws IOException {
    Files.createDirectories(folder);
    var file = folder.resolve(key.substring(key.lastIndexOf('/') + 1));
    Files.deleteIfExists(file);
    s3.getObject(request -> request.bucket(bucket).key(key), file);
    return file;
  }

  /** What an object holds, as UTF-8. */
  public String read(String bucket, String key) {
    return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
  }

  /** All import jobs of the project, whoever started them. */
  public List<ImportJobResponse> importJobs() {
    var jobs = new ArrayList<ImportJobResponse>();
    String token = null;
    do {
      var request =
          GetImportJobsRequest.builder().applicationId(project()).pageSize("100").token(token);
      var page = pinpoint.getImportJobs(request.build()).importJobsResponse();
      jobs.addAll(page.item());
      token = page.nextToken();
    } while (token != null);
    return jobs;
  }

  /** The names of all segments of the project; two may have one name. */
  public List<String> segments() {
    var names = new ArrayList<String>();
    String token = null;
    do {
      var request =
          GetSegmentsRequest.builder().applicationId(project()).pageSize("100").token(token);
      var page = pinpoint.getSegments(request.build()).segmentsResponse();
      page.item().forEach(segment -> names.add(segment.name()));
      token = page.nextToken();
    } while (token != null);
    return names;
  }

  /**
   * Sends a message to one of the application's queues, from outside.
   *
   * @param inbox such as {@code Uploads}
   */
  public void send(String inbox, String body) {
    sqs.sendMessage(request -> request.queueUrl(output(inbox + "QueueUrl")).messageBody(body));
  }

  /** Messages in each queue of the stack, waiting, in work or delayed, by the output's name. */
  public Map<String, Integer> queueDepths() {
    var depths = new TreeMap<String, Integer>();
    ready.outputs().entrySet().stream()
        .filter(output -> output.getKey().endsWith("QueueUrl"))
        .forEach(output -> depths.put(output.getKey(), depth(output.getValue())));
    return depths;
  }

  private int depth(String url) {
    return sqs
        .getQueueAttributes(request -> request.queueUrl(url).attributeNames(DEPTH))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /** Multipart uploads that were begun and neither completed nor given up, as bucket and key. */
  public List<String> openMultipartUploads() {
    Function<String, List<String>> of =
        bucket ->
            s3.listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
                .map(upload -> bucket + "/" + upload.key())
                .toList();
    return List.of(dataBucket(), importBucket()).stream()
        .flatMap(bucket -> of.apply(bucket).stream())
        .toList();
  }

  /** E-mails that have arrived, in order. */
  public List<Mail> mails() throws IOException {
    var mailbox = Path.of(ready.mailbox());
    var mails = new ArrayList<Mail>();
    if (!Files.exists(mailbox)) {
      return mails;
    }
    // A draft may go while this looks: only names are listed, nothing else is asked of the files.
    try (var files = Files.list(mailbox)) {
      for (var file : files.filter(f -> f.toString().endsWith(".eml")).sorted().toList()) {
        mails.add(Mail.read(file));
      }
    }
    return mails;
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    personalize.close();
    pinpoint.close();
    events.close();
  }
}
