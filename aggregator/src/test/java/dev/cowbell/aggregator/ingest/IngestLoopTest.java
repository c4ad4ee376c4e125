package dev.cowbell.aggregator.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.cowbell.aggregator.fixture.Broker;
import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.EmbeddedPostgresServer;
import dev.cowbell.aggregator.fixture.Eventually;
import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.aggregator.ingest.FaultyStore.Fault;
import dev.cowbell.aggregator.store.PostgresTickStore;
import dev.cowbell.aggregator.store.TickStore;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Between a real broker and a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestLoopTest {

  private static final int PARTITIONS = 4;
  private static final long BACKLOG = 6_000;

  private Broker broker;
  private EmbeddedPostgresServer server;
  private Database database;
  private KafkaProducer<byte[], byte[]> producer;
  private final List<RunningLoop> loops = new ArrayList<>();

  @BeforeAll
  void startServers() throws Exception {
    broker = Broker.start();
    server = EmbeddedPostgresServer.start();
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrap(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                20 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @BeforeEach
  void beginAnew() throws Throwable {
    try (Admin admin = admin()) {
      TopicsOfTest.recreate(admin, broker.bootstrap(), PARTITIONS);
    }
    database = server.newDatabase();
  }

  @AfterEach
  void stopLoops() throws InterruptedException {
    for (RunningLoop loop : loops) {
      loop.stop();
    }
    loops.clear();
  }

  @AfterAll
  void stopServers() throws Exception {
    producer.close();
    broker.stop();
    server.close();
  }

  @Test
  void ticks_areStoredOnce_howeverOftenTheyAreSent() throws Throwable {
    send(tick("h1", 1), tick("h1", 2), tick("h1", 2), tick("h2", 1), tick("h1", 1), tick("h1", 3));
    start(store());
    awaitAccepted(6);
    assertThat(stored()).isEqualTo(4);
    assertThat(count("duplicate")).isEqualTo(2);
  }

  @Test
  void duplicates_fall_afterARestartToo() throws Throwable {
    send(tick("h1", 1), tick("h1", 2));
    RunningLoop first = start(store());
    awaitAccepted(2);
    first.stop();
    send(tick("h1", 1), tick("h1", 2), tick("h1", 3));
    start(store());
    awaitAccepted(5);
    assertThat(stored()).isEqualTo(3);
  }

  @Test
  void ticksThatComeLate_areStored_onceEach() throws Throwable {
    send(tick("h1", 1), tick("h1", 5));
    RunningLoop first = start(store());
    awaitAccepted(2);
    send(tick("h1", 3), tick("h1", 5), tick("h1", 3));
    awaitAccepted(5);
    first.stop();
    send(tick("h1", 4), tick("h1", 3), tick("h1", 4));
    start(store());
    awaitAccepted(8);
    assertThat(stored()).isEqualTo(4);
    assertThat(database.number("SELECT count(DISTINCT sequence) FROM host_tick")).isEqualTo(4);
    assertThat(count("duplicate")).isEqualTo(4);
  }

  @Test
  void malformedRecords_goToTheRejectsTopic_withReasonAndOrigin() throws Throwable {
    send("h1", "no protobuf at all".getBytes(UTF_8));
    send("h1", Ticks.tick("", 1, Instant.now()).build().toByteArray());
    send(tick("h1", 1));
    RunningLoop loop = start(store());
    awaitAccepted(3);
    assertThat(stored()).isEqualTo(1);
    assertThat(count("rejected")).isEqualTo(2);
    List<ConsumerRecord<byte[], byte[]>> rejects = rejects(2);
    assertThat(rejects)
        .extracting(record -> header(record, RejectsTopic.HEADER_REASON))
        .containsExactlyInAnyOrder("malformed", "missing_field");
    ConsumerRecord<byte[], byte[]> malformed = rejects.getFirst();
    assertThat(malformed.key()).isEqualTo("h1".getBytes(UTF_8));
    assertThat(malformed.value()).isEqualTo("no protobuf at all".getBytes(UTF_8));
    assertThat(header(malformed, RejectsTopic.HEADER_TOPIC)).isEqualTo(Topics.TICKS);
    assertThat(header(malformed, RejectsTopic.HEADER_OFFSET)).isEqualTo("0");
    assertThat(loop.progress.rejected(RejectReason.MALFORMED)).isEqualTo(1);
  }

  @Test
  void aTopicWithAnotherNumberOfPartitions_isTakenAsItIs_andThatIsSaid() throws Throwable {
    List<String> said = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            said.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(Topics.class.getName());
    logger.addHandler(handler);
    try {
      Topics.ensure(broker.bootstrap(), PARTITIONS + 3, Optional.empty());
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(said).singleElement(STRING).contains("COWBELL_TICK_PARTITIONS");
    send(tick("h1", 1), tick("h2", 1), tick("h3", 1));
    start(store());
    awaitAccepted(3);
  }

  @Test
  void whatTheBrokerDroppedBeforeItWasRead_isCounted() throws Throwable {
    send(tick("h1", 1), tick("h1", 2), tick("h1", 3));
    var metadata =
        producer.send(new ProducerRecord<>(Topics.TICKS, "h1".getBytes(UTF_8), new byte[] {8}));
    TopicPartition partition = new TopicPartition(Topics.TICKS, metadata.get().partition());
    try (Admin admin = admin()) {
      var upTo = RecordsToDelete.beforeOffset(metadata.get().offset());
      admin.deleteRecords(Map.of(partition, upTo)).all().get();
    }
    RunningLoop loop = start(store());
    awaitAccepted(1);
    Eventually.asserted(() -> assertThat(loop.progress.passedOver()).isEqualTo(3));
    assertThat(database.number("SELECT sum(next_offset)::bigint FROM consumer_offset"))
        .isEqualTo(4);
  }

  @Test
  void recordsTooLarge_doNotStopThePartition() throws Throwable {
    setMaxMessageBytes(20 << 20);
    send("h1", new byte[6 << 20]);
    send("h1", new byte[18 << 20]);
    send(tick("h1", 1));
    start(store());
    awaitAccepted(3);
    assertThat(stored()).isEqualTo(1);
    List<ConsumerRecord<byte[], byte[]>> rejects = rejects(2);
    assertThat(rejects)
        .extracting(record -> header(record, RejectsTopic.HEADER_REASON))
        .containsOnly("too_large");
    assertThat(rejects)
        .anySatisfy(
            record ->
                assertThat(header(record, RejectsTopic.HEADER_OMITTED))
                    .isEqualTo(Integer.toString(18 << 20)));
  }

  @Test
  void aCrashBeforeTheCommit_losesNothing() throws Throwable {
    crashesAndIsRestarted(Fault.CRASH_BEFORE_COMMIT);
  }

  @Test
  void aCrashAfterTheCommit_doublesNothing() throws Throwable {
    crashesAndIsRestarted(Fault.CRASH_AFTER_COMMIT);
  }

  @Test
  void twoInstances_shareThePartitions_andStoreEachTickOnce() throws Throwable {
    RunningLoop one = start(store());
    for (int host = 0; host < 40; host++) {
      send(tick("host-" + host, 1));
    }
    RunningLoop two = start(store());
    for (int sequence = 2; sequence <= 5; sequence++) {
      for (int host = 0; host < 40; host++) {
        send(tick("host-" + host, sequence));
      }
    }
    Eventually.isTrue(
        "both hold partitions",
        () -> one.progress.counts().size() == 2 && two.progress.counts().size() == 2);
    awaitAccepted(200);
    one.stop();
    send(tick("host-1", 6), tick("host-2", 6), tick("host-3", 6), tick("host-4", 6));
    awaitAccepted(204);
    assertThat(stored()).isEqualTo(204);
    assertThat(database.number("SELECT count(DISTINCT (host_key, sequence)) FROM host_tick"))
        .isEqualTo(204);
  }

  @Test
  void withTheDatabaseAway_itWaitsAndResumesByItself() throws Throwable {
    FaultyStore store = new FaultyStore(store(), Fault.NONE);
    RunningLoop loop = start(store);
    send(tick("h1", 1));
    awaitAccepted(1);
    store.fault = Fault.AWAY;
    send(tick("h1", 2), tick("h1", 3));
    Eventually.asserted(
        () -> assertThat(loop.progress.state()).isInstanceOf(IngestState.Waiting.class));
    Eventually.asserted(() -> assertThat(lag(loop)).isEqualTo(2));
    store.fault = Fault.NONE;
    awaitAccepted(3);
    Eventually.asserted(() -> assertThat(lag(loop)).isZero());
    Eventually.asserted(
        () -> assertThat(loop.progress.state()).isInstanceOf(IngestState.Running.class));
    assertThat(stored()).isEqualTo(3);
  }

  @Test
  void aTickThatTheDatabaseRefuses_isRejected_andTheOthersAreStored() throws Throwable {
    send(tick("h1", 1), tick("h2", 1), tick("bad", 1), tick("h1", 2), tick("h2", 2));
    start(new FaultyStore(store(), Fault.REFUSES_HOST_BAD));
    awaitAccepted(5);
    assertThat(stored()).isEqualTo(4);
    assertThat(rejects(1))
        .extracting(record -> header(record, RejectsTopic.HEADER_REASON))
        .containsExactly("refused_by_store");
  }

  @Test
  void pollsOfABacklog_shareTransactions() throws Throwable {
    sendBacklog();
    FaultyStore store = new FaultyStore(store(), Fault.NONE);
    start(store);
    awaitBacklog();
    assertThat(store.writes).hasPositiveValue();
    assertThat(stored()).isEqualTo(BACKLOG);
  }

  @Test
  void aTransactionOfSeveralPollsThatFails_isReadAgain() throws Throwable {
    sendBacklog();
    FaultyStore store = new FaultyStore(store(), Fault.AWAY_AT_THE_END);
    start(store);
    awaitBacklog();
    assertThat(store.fault).isEqualTo(Fault.NONE);
    assertThat(stored()).isEqualTo(BACKLOG);
    assertThat(count("duplicate")).isZero();
  }

  @Test
  void aTickOfABacklogThatTheDatabaseRefuses_isRejected_andTheOthersAreStored() throws Throwable {
    sendBacklog();
    send(tick("bad", 1));
    start(new FaultyStore(store(), Fault.REFUSES_HOST_BAD));
    awaitAccepted(BACKLOG + 1);
    assertThat(stored()).isEqualTo(BACKLOG);
    assertThat(count("rejected")).isEqualTo(1);
    assertThat(rejects(1))
        .extracting(record -> header(record, RejectsTopic.HEADER_REASON))
        .containsExactly("refused_by_store");
  }

  @Test
  void aLateTransaction_isRolledBack_andThePartitionIsReadAnew() throws Throwable {
    start(store());
    send(tick("h1", 1));
    awaitAccepted(1);
    // Another instance has taken the partition over and gone on in the meantime.
    database.execute(
        "UPDATE consumer_offset SET next_offset = next_offset + 1, accepted = accepted + 1, stored"
            + " = stored + 1 WHERE stored > 0");
    send(tick("h1", 2), tick("h1", 3));
    awaitAccepted(3);
    assertThat(database.number("SELECT max(sequence) FROM host_tick")).isEqualTo(3);
    assertThat(stored()).isEqualTo(2);
  }

  /** Of some hosts, more than two polls bring. */
  private void sendBacklog() {
    for (int sequence = 1; sequence <= BACKLOG / 10; sequence++) {
      for (int host = 0; host < 10; host++) {
        byte[] tick = tick("host-" + host, sequence).toByteArray();
        byte[] key = ("host-" + host).getBytes(UTF_8);
        var _ = producer.send(new ProducerRecord<>(Topics.TICKS, key, tick));
      }
    }
    producer.flush();
  }

  private void awaitBacklog() throws Throwable {
    awaitAccepted(BACKLOG);
    assertThat(database.number("SELECT sum(readings)::bigint FROM rollup_minute"))
        .isEqualTo(BACKLOG * Ticks.WORKERS);
    assertThat(database.number("SELECT sum(readings)::bigint FROM rollup_open"))
        .isEqualTo(BACKLOG * Ticks.WORKERS);
  }

  private static long lag(RunningLoop loop) {
    return loop.progress.lags().values().stream().mapToLong(Long::longValue).sum();
  }

  private void crashesAndIsRestarted(Fault fault) throws Throwable {
    for (int sequence = 1; sequence <= 20; sequence++) {
      send(tick("h1", sequence), tick("h2", sequence));
    }
    RunningLoop first = start(new FaultyStore(store(), fault));
    Eventually.isTrue("it has crashed", first::hasEnded);
    start(store());
    awaitAccepted(40);
    assertThat(stored()).isEqualTo(40);
    assertThat(count("duplicate")).isZero();
    assertThat(database.number("SELECT sum(readings)::bigint FROM rollup_minute"))
        .isEqualTo(40L * Ticks.WORKERS);
  }

  private RunningLoop start(TickStore store) {
    RunningLoop loop = new RunningLoop(broker.bootstrap(), store);
    loops.add(loop);
    return loop;
  }

  private TickStore store() {
    return new PostgresTickStore(database.dataSource());
  }

  private static HostTick tick(String hostId, long sequence) {
    return Ticks.tick(hostId, sequence, Instant.now()).build();
  }

  private void send(HostTick... ticks) throws Exception {
    for (HostTick tick : ticks) {
      send(tick.getHost().getHostId(), tick.toByteArray());
    }
  }

  private void send(String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(Topics.TICKS, key.getBytes(UTF_8), value)).get();
  }

  private long stored() throws Exception {
    return database.number("SELECT count(*) FROM host_tick");
  }

  private long count(String outcome) throws Exception {
    return database.number("SELECT coalesce(sum(" + outcome + "), 0)::bigint FROM consumer_offset");
  }

  private void awaitAccepted(long records) throws Throwable {
    Eventually.asserted(() -> assertThat(count("accepted")).isEqualTo(records));
  }

  private List<ConsumerRecord<byte[], byte[]>> rejects(int expected) {
    List<ConsumerRecord<byte[], byte[]>> rejects = new ArrayList<>();
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrap(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(Topics.REJECTS, 0);
      consumer.assign(Set.of(only));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (rejects.size() < expected && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(rejects::add);
      }
    }
    assertThat(rejects).hasSize(expected);
    return rejects;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private void setMaxMessageBytes(int bytes) throws Exception {
    try (Admin admin = admin()) {
      var topic =
          new org.apache.kafka.common.config.ConfigResource(
              org.apache.kafka.common.config.ConfigResource.Type.TOPIC, Topics.TICKS);
      var set =
          new org.apache.kafka.clients.admin.AlterConfigOp(
              new org.apache.kafka.clients.admin.ConfigEntry(
                  "max.message.bytes", Integer.toString(bytes)),
              org.apache.kafka.clients.admin.AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()));
  }
}
