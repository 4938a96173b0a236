package org.segmentcourier.delivery;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.MetaPropertiesVersion;
import org.apache.kafka.metadata.properties.PropertiesUtils;

/** A broker of Kafka's own, alone, on a free port. */
final class KafkaBroker implements AutoCloseable {

  private final KafkaRaftServer server;
  private final String address;

  /**
   * @param folder for what it keeps
   */
  KafkaBroker(Path folder) throws IOException {
    int port = freePort();
    int controller = freePort();
    address = "127.0.0.1:" + port;
    Files.createDirectories(folder);
    format(folder);
    var settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controller,
            "listeners", "PLAINTEXT://%s,CONTROLLER://127.0.0.1:%d".formatted(address, controller),
            "controller.listener.names", "CONTROLLER",
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs", folder.toString(),
            "offsets.topic.replication.factor", "1"));
    server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
  }

  /** As its own tool does it before the first start. */
  private static void format(Path folder) throws IOException {
    var properties =
        new MetaProperties.Builder()
            .setVersion(MetaPropertiesVersion.V1)
            .setClusterId(Uuid.randomUuid().toString())
            .setNodeId(1)
            .setDirectoryId(Uuid.randomUuid())
            .build()
            .toProperties();
    PropertiesUtils.writePropertiesFile(
        properties, folder.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME).toString(), true);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Where clients find it. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
