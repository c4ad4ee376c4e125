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
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that answers, but not as it should. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTroubleTest {
  private static final int HOSTS = 20;

  /** What is wrong, how it comes about, and how it passes. */
  enum Trouble {
    /** As PostgreSQL reports it from whatever file it cannot extend. */
    FULL_DISK(
        "53100",
        """
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON worker_reading EXECUTE FUNCTION full_disk()
        """,
        "DROP TRIGGER full_disk ON worker_reading"),
    NO_PERMISSION(
        "42501",
        "REVOKE INSERT ON worker_reading FROM ingest",
        "GRANT INSERT ON worker_reading TO ingest"),
    READ_ONLY(
        "25006",
        "ALTER ROLE ingest SET default_transaction_read_only = on",
        "ALTER ROLE ingest RESET default_transaction_read_only");

    private final String sqlState;
    private final String begin;
    private final String end;

    Trouble(String sqlState, String begin, String end) {
      this.sqlState = sqlState;
      this.begin = begin;
      this.end = end;
    }
  }

  private Broker broker;
  private EmbeddedPostgresServer server;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  void startServers() throws Exception {
    broker = Broker.start();
    server = EmbeddedPostgresServer.start();
    server.newDatabase().execute("CREATE ROLE ingest LOGIN");
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  void stopServers() throws Exception {
    producer.close();
    broker.stop();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void itIsWaitedFor_andSaid_andNothingIsLost(Trouble trouble) throws Throwable {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()))) {
      TopicsOfTest.recreate(admin, broker.bootstrap(), 2);
    }
    Database database = server.newDatabase();
    database.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO ingest");
    database.execute(trouble.begin);
    send();
    Database asIngest = new Database(database.url().replace("user=postgres", "user=ingest"));
    RunningLoop loop =
        new RunningLoop(broker.bootstrap(), new PostgresTickStore(asIngest.dataSource()));
    try {
      Eventually.asserted(
          () ->
              assertThat(loop.progress.state())
                  .isInstanceOfSatisfying(
                      IngestState.Waiting.class,
                      waiting -> assertThat(waiting.reason()).contains(trouble.sqlState)));
      assertThat(database.number("SELECT count(*) FROM host_tick")).isZero();
      database.execute(trouble.end);
      Eventually.asserted(() -> assertThat(Ledger.now(database).accepted()).isEqualTo(HOSTS));
      Ledger.now(database).assertBalanced();
      assertThat(Ledger.now(database).stored()).isEqualTo(HOSTS);
      Eventually.asserted(
          () -> assertThat(loop.progress.state()).isInstanceOf(IngestState.Running.class));
    } finally {
      loop.stop();
    }
  }

  private void send() {
    for (int host = 0; host < HOSTS; host++) {
      byte[] tick = Ticks.tick("host-" + host, 1, Instant.now()).build().toByteArray();
      var _ =
          producer.send(new ProducerRecord<>(Topics.TICKS, ("host-" + host).getBytes(UTF_8), tick));
    }
    producer.flush();
  }
}
