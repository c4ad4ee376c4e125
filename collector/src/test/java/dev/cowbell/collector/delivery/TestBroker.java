package dev.cowbell.collector.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.api.contract.v1.HostTick;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real broker in this JVM that can be stopped and started on the same port. Its listener INTERNAL
 * is for the tests themselves; CLIENT is for what is tested.
 */
final class TestBroker implements AutoCloseable {
  private final Path folder;
  private final Map<String, String> settings;
  private final String clientProtocol;
  private final int internalPort = freePort();
  private final int clientPort = freePort();
  private final int controllerPort = freePort();
  private @Nullable KafkaRaftServer server;

  TestBroker(Path folder, String clientProtocol, Map<String, String> settings) throws Exception {
    CapturedLog.quietKafka();
    this.folder = folder;
    this.clientProtocol = clientProtocol;
    this.settings = settings;
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .run();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Where a collector connects. */
  String bootstrap() {
    return "127.0.0.1:" + clientPort;
  }

  void start() {
    KafkaRaftServer fresh = new KafkaRaftServer(new KafkaConfig(properties(), false), Time.SYSTEM);
    fresh.startup();
    server = fresh;
  }

  void stop() {
    KafkaRaftServer running = server;
    server = null;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            "1",
            "controller.quorum.voters",
            "1@127.0.0.1:" + controllerPort,
            "listeners",
            "INTERNAL://127.0.0.1:%d,CLIENT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(internalPort, clientPort, controllerPort),
            "advertised.listeners",
            "INTERNAL://127.0.0.1:%d,CLIENT://127.0.0.1:%d".formatted(internalPort, clientPort),
            "listener.security.protocol.map",
            "INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,CLIENT:" + clientProtocol,
            "inter.broker.listener.name",
            "INTERNAL",
            "controller.listener.names",
            "CONTROLLER",
            "log.dirs",
            folder.toString()));
    properties.putAll(
        Map.of(
            "offsets.topic.num.partitions", "1",
            "offsets.topic.replication.factor", "1",
            "group.initial.rebalance.delay.ms", "0",
            "log.cleaner.dedupe.buffer.size", "4194304",
            "broker.session.timeout.ms", "1500",
            "broker.heartbeat.interval.ms", "300"));
    properties.putAll(settings);
    return properties;
  }

  /** The topic of ticks. */
  void createTopic(Map<String, String> topicSettings) throws Exception {
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(SpoolDelivery.TOPIC, 1, (short) 1).configs(topicSettings);
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    }
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + internalPort));
  }

  /** All ticks in the topic, in their order. */
  List<HostTick> ticks() throws IOException {
    List<HostTick> ticks = new ArrayList<>();
    TopicPartition partition = new TopicPartition(SpoolDelivery.TOPIC, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + internalPort),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          ticks.add(HostTick.parseFrom(record.value()));
        }
      }
    }
    return ticks;
  }
}
