package dev.cowbell.aggregator.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.fixture.Broker;
import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.EmbeddedPostgresServer;
import dev.cowbell.aggregator.fixture.Eventually;
import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.aggregator.store.PostgresTickStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real processes that are killed and frozen, between a real broker and a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EffectivelyOnceTest {

  private static final int PARTITIONS = 4;
  private static final int HOSTS = 12;

  private Broker broker;
  private EmbeddedPostgresServer server;
  private Database database;
  private LedgerWatch watch;
  private KafkaProducer<byte[], byte[]> producer;
  private Admin admin;
  private final List<Instance> instances = new ArrayList<>();
  private long sequence;
  private Sent sent = new Sent(0, 0, 0);

  private record Sent(long ticks, long rubbish, long again) {
    long all() {
      return ticks + rubbish + again;
    }
  }

  @BeforeAll
  void startServers() throws Exception {
    broker = Broker.start();
    server = EmbeddedPostgresServer.start();
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()));
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @BeforeEach
  void beginAnew() throws Throwable {
    TopicsOfTest.recreate(admin, broker.bootstrap(), PARTITIONS);
    database = server.newDatabase();
    watch = new LedgerWatch(database);
    sent = new Sent(0, 0, 0);
    sequence = 0;
  }

  @AfterEach
  void stopInstances() throws InterruptedException {
    instances.forEach(Instance::close);
    instances.clear();
    watch.finish();
  }

  @AfterAll
  void stopServers() throws Exception {
    producer.close();
    admin.close();
    broker.stop();
    server.close();
  }

  @Test
  void killedInEveryPhaseOfABatch_nothingIsLostAndNothingIsDoubled() throws Throwable {
    for (Phase phase : Phase.values()) {
      send();
      Instance instance = stoppingAt(phase);
      instance.awaitStop();
      instance.kill();
      Instance.forgetMembers(admin);
    }
    start();
    awaitAll();
  }

  /** One that stands in the middle of its transaction, and one that has not begun it. */
  @ParameterizedTest
  @EnumSource(names = {"REJECTS_PUBLISHED", "COMMIT"})
  void aZombieThatWakesAfterItsPartitionsMoved_writesNothing(Phase phase) throws Throwable {
    send();
    Instance zombie = stoppingAt(phase);
    zombie.awaitStop();
    zombie.freeze();
    Instance.forgetMembers(admin);
    start();
    send();
    awaitAll();
    zombie.wake();
    send();
    awaitAll();
    assertThat(zombie.isAlive()).isTrue();
  }

  @Test
  void instancesThatComeAndGo_shareThePartitions() throws Throwable {
    for (int round = 0; round < 3; round++) {
      RunningLoop one =
          new RunningLoop(broker.bootstrap(), new PostgresTickStore(database.dataSource()));
      send();
      RunningLoop two =
          new RunningLoop(broker.bootstrap(), new PostgresTickStore(database.dataSource()));
      send();
      if (round == 2) {
        Eventually.isTrue(
            "each holds two",
            () -> one.progress.counts().size() == 2 && two.progress.counts().size() == 2);
      }
      one.stop();
      send();
      two.stop();
    }
    RunningLoop last =
        new RunningLoop(broker.bootstrap(), new PostgresTickStore(database.dataSource()));
    awaitAll();
    last.stop();
  }

  /** What it sends: two new ticks of every host, one of them twice, and rubbish. */
  private void send() throws Exception {
    for (int host = 0; host < HOSTS; host++) {
      byte[] key = ("host-" + host).getBytes(UTF_8);
      byte[] first = Ticks.tick("host-" + host, sequence + 1, Instant.now()).build().toByteArray();
      byte[] second = Ticks.tick("host-" + host, sequence + 2, Instant.now()).build().toByteArray();
      byte[] rubbish = {8};
      for (byte[] value : List.of(first, rubbish, second, first)) {
        var _ = producer.send(new ProducerRecord<>(Topics.TICKS, key, value));
      }
    }
    producer.flush();
    sequence += 2;
    sent = new Sent(sent.ticks + 2L * HOSTS, sent.rubbish + HOSTS, sent.again + HOSTS);
  }

  private void awaitAll() throws Throwable {
    Eventually.asserted(
        () -> assertThat(Ledger.now(database).accepted()).isGreaterThanOrEqualTo(sent.all()));
    Ledger ledger = Ledger.now(database);
    ledger.assertBalanced();
    assertThat(new Sent(ledger.stored(), ledger.rejected(), ledger.duplicate())).isEqualTo(sent);
    assertThat(database.number("SELECT count(DISTINCT (host_key, sequence)) FROM host_tick"))
        .isEqualTo(sent.ticks);
  }

  private void start() throws Exception {
    instances.add(Instance.start(broker.bootstrap(), url()));
  }

  private Instance stoppingAt(Phase phase) throws Exception {
    Instance instance = Instance.stoppingAt(phase, broker.bootstrap(), url());
    instances.add(instance);
    return instance;
  }

  /** What the program sets to 30 seconds, so that a frozen instance holds its locks no longer. */
  private String url() {
    return database.url()
        + "&options=-c%20idle_in_transaction_session_timeout=2000%20-c%20statement_timeout=5000";
  }
}
