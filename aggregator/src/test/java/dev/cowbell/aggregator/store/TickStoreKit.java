package dev.cowbell.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.aggregator.rollup.AgeBuckets;
import dev.cowbell.aggregator.rollup.HostDayKey;
import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.rollup.SharingSample;
import dev.cowbell.api.contract.v1.HostTick;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every tick store must do, whatever it runs on. */
interface TickStoreKit {

  String TOPIC = "ticks";
  Instant NOW = Instant.parse("2026-03-01T12:34:56.123456Z");

  /** An empty database. */
  Database database() throws SQLException;

  @Test
  default void open_ofUnknownPartition_beginsAtZero() throws SQLException {
    TickStore store = new PostgresTickStore(database().dataSource());
    var starts = store.open(TOPIC, Set.of(0, 3));
    assertThat(starts.keySet()).containsExactly(0, 3);
    assertThat(starts.get(3)).isEqualTo(new PartitionStart(0, PartitionCounts.NONE));
  }

  @Test
  default void commit_movesOffsetsAndMarksWithTheRows() throws SQLException {
    TickStore store = new PostgresTickStore(database().dataSource());
    store.open(TOPIC, Set.of(0));
    store.commit(batch(0, 12, tick("h1", 7), tick("h1", 9), tick("h2", 3)));
    PartitionStart start = started(store);
    assertThat(start.nextOffset()).isEqualTo(12);
    assertThat(start.counts()).isEqualTo(new PartitionCounts(3, 0, 0));
    assertThat(store.marks(Set.of(boot("h1"), boot("h2"), boot("h3"))))
        .isEqualTo(Map.of(boot("h1"), 9L, boot("h2"), 3L));
    assertThat(
            store.stored(
                List.of(
                    new TickId(boot("h1"), 7),
                    new TickId(boot("h1"), 8),
                    new TickId(boot("h2"), 7),
                    new TickId(boot("h3"), 1))))
        .containsExactly(new TickId(boot("h1"), 7));
  }

  @Test
  default void commit_writesEveryTable() throws SQLException {
    Database database = database();
    TickStore store = new PostgresTickStore(database.dataSource());
    store.open(TOPIC, Set.of(0));
    store.commit(batch(0, 1, tick("h1", 1)));
    assertThat(database.number("SELECT count(*) FROM host_tick")).isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM family_tick")).isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM worker_reading")).isEqualTo(Ticks.WORKERS);
    assertThat(database.number("SELECT count(*) FROM lifecycle_event")).isEqualTo(1);
    assertThat(database.number("SELECT sum(readings)::bigint FROM rollup_minute")).isEqualTo(1);
  }

  @Test
  default void commit_keepsFiguresAndReasonsAsTheyWere() throws SQLException {
    Database database = database();
    TickStore store = new PostgresTickStore(database.dataSource());
    store.open(TOPIC, Set.of(0));
    store.commit(batch(0, 1, tick("h1", 1)));
    assertThat(
            database.text(
                "SELECT concat_ws(' ', collected_at = '%s', boot_id, memory_pressure, cpu_pressure IS NULL, counters_reason) FROM host_tick"
                    .formatted(NOW)))
        .isEqualTo("t " + Ticks.BOOT_ID + " 0.25 t 3");
    assertThat(
            database.text(
                "SELECT concat_ws(' ', policy_name, policy_thresholds, policy_frozen, footprint_bytes, master_anonymous_bytes) FROM family_tick"))
        .isEqualTo("default {700,10,10} f 387973120 104857600");
    assertThat(
            database.text(
                "SELECT concat_ws(' ', age_seconds, sharing_loss_bytes, private_growth_bytes, cpu_micros) FROM worker_reading LIMIT 1"))
        .isEqualTo("60 62914560 5242880 3000000");
    assertThat(
            database.text(
                "SELECT concat_ws('|', name, generation, cores, memory_bytes >> 30) FROM hardware_class"))
        .isEqualTo("Sandy Bridge-EP / 32 cores / 32 GiB|Sandy Bridge-EP|32|32");
    assertThat(database.text("SELECT labels ->> 'rack' FROM host")).isEqualTo("a\"7");
  }

  @Test
  default void commit_behindAnotherInstance_writesNothing() throws SQLException {
    Database database = database();
    TickStore mine = new PostgresTickStore(database.dataSource());
    TickStore other = new PostgresTickStore(database.dataSource());
    mine.open(TOPIC, Set.of(0));
    other.commit(batch(0, 1, tick("h1", 1)));
    assertThatThrownBy(() -> mine.commit(batch(0, 2, tick("h9", 1), tick("h9", 2))))
        .isInstanceOf(StaleOffsetException.class);
    assertThat(database.number("SELECT count(*) FROM host_tick")).isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM host WHERE host_id = 'h9'")).isZero();
  }

  @Test
  default void commit_afterARollback_resolvesKeysAnew() throws SQLException {
    Database database = database();
    TickStore store = new PostgresTickStore(database.dataSource());
    store.open(TOPIC, Set.of(0));
    assertThatThrownBy(() -> store.commit(batch(5, 6, tick("h1", 1))))
        .isInstanceOf(StaleOffsetException.class);
    store.commit(batch(0, 1, tick("h1", 1)));
    assertThat(database.number("SELECT count(*) FROM host_tick JOIN host USING (host_key)"))
        .isEqualTo(1);
  }

  @Test
  default void commit_ofRefusedData_saysSo() throws SQLException {
    TickStore store = new PostgresTickStore(database().dataSource());
    store.open(TOPIC, Set.of(0));
    HostTick.Builder withNul = Ticks.tick("h1", 1, NOW);
    withNul.getFamiliesBuilder(0).setService("we\0b");
    assertThatThrownBy(() -> store.commit(batch(0, 1, accepted(withNul))))
        .isInstanceOf(StoreRefusedException.class);
  }

  @Test
  default void rollups_ofTwoBatches_mergeAsIfTheyHadBeenOne() throws SQLException {
    Database database = database();
    TickStore store = new PostgresTickStore(database.dataSource());
    store.open(TOPIC, Set.of(0));
    store.commit(batch(0, 1, tick("h1", 1)));
    store.commit(batch(1, 2, tick("h1", 2)));
    assertThat(
            database.text(
                "SELECT concat_ws(' ', count(*), sum(readings), sum(loss_sum), min(loss_min), max(loss_max)) FROM rollup_minute"))
        .isEqualTo("1 2 20 10 10");
  }

  @Test
  default void batchesOfOneTransaction_addUp() throws SQLException {
    Database database = database();
    TickStore store = new PostgresTickStore(database.dataSource());
    store.open(TOPIC, Set.of(0));
    store.write(batch(0, 1, tick("h1", 1)));
    assertThat(database.number("SELECT count(*) FROM host_tick")).isZero();
    store.write(batch(1, 2, tick("h2", 1)));
    store.commit(new TickBatch(TOPIC, List.of()));
    assertThat(started(store).nextOffset()).isEqualTo(2);
    assertThat(database.number("SELECT count(*) FROM host_tick")).isEqualTo(2);
    assertThat(
            database.text(
                "SELECT concat_ws(' ', count(*), sum(readings), sum(loss_sum)) FROM rollup_open"))
        .isEqualTo("1 2 20");
    assertThat(database.number("SELECT sum(readings)::bigint FROM host_day_open")).isEqualTo(2);
  }

  @Test
  default void ofATransactionThatFails_nothingIsKept() throws SQLException {
    Database database = database();
    TickStore store = new PostgresTickStore(database.dataSource());
    store.open(TOPIC, Set.of(0));
    store.write(batch(0, 1, tick("h1", 1)));
    assertThatThrownBy(() -> store.commit(batch(5, 6, tick("h1", 2))))
        .isInstanceOf(StaleOffsetException.class);
    store.write(batch(0, 1, tick("h1", 1)));
    store.undo();
    assertThat(started(store).nextOffset()).isZero();
    store.commit(batch(0, 1, tick("h1", 3)));
    assertThat(database.number("SELECT max(sequence) FROM host_tick")).isEqualTo(3);
    assertThat(database.number("SELECT count(*) FROM host_tick")).isEqualTo(1);
    assertThat(database.number("SELECT sum(readings)::bigint FROM rollup_open")).isEqualTo(1);
  }

  @Test
  default void ageBuckets_areThoseOfTheView() throws SQLException {
    Database database = database();
    double[] edges = AgeBuckets.fromSeconds();
    for (int bucket = 0; bucket < edges.length; bucket++) {
      String select = "SELECT from_seconds FROM api.age_bucket WHERE age_bucket = " + bucket;
      assertThat(Double.parseDouble(database.text(select))).isEqualTo(edges[bucket]);
    }
    assertThat(database.number("SELECT count(*) FROM api.age_bucket")).isEqualTo(edges.length);
  }

  private static PartitionStart started(TickStore store) {
    return Map.copyOf(store.open(TOPIC, Set.of(0)))
        .getOrDefault(0, new PartitionStart(-1, PartitionCounts.NONE));
  }

  private static HostBoot boot(String hostId) {
    return new HostBoot(hostId, UUID.fromString(Ticks.BOOT_ID));
  }

  private static AcceptedTick tick(String hostId, long sequence) {
    return accepted(Ticks.tick(hostId, sequence, NOW));
  }

  private static AcceptedTick accepted(HostTick.Builder tick) {
    return new AcceptedTick(
        tick.build(),
        UUID.fromString(Ticks.BOOT_ID),
        NOW,
        HardwareClass.of("Sandy Bridge-EP", 32, 31L << 30),
        false);
  }

  private static TickBatch batch(long expected, long next, AcceptedTick... ticks) {
    PartialRollups rollups = new PartialRollups();
    String host = ticks[0].hostBoot().hostId();
    String hardwareClass = "Sandy Bridge-EP / 32 cores / 32 GiB";
    rollups
        .family(HostDayKey.of(NOW, host, "web", hardwareClass, "default"), NOW)
        .add(60, new SharingSample(100, 90, 10, -5, 200, false, false));
    return new TickBatch(
        TOPIC,
        List.of(
            new PartitionBatch(
                0,
                expected,
                next,
                new PartitionCounts(ticks.length, 0, 0),
                List.of(ticks),
                rollups)));
  }
}
