package dev.cowbell.aggregator.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.HostDay;
import dev.cowbell.aggregator.rollup.HostDayArm;
import dev.cowbell.aggregator.rollup.HostDayFootprint;
import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.store.Backfill;
import dev.cowbell.aggregator.store.Compression;
import dev.cowbell.aggregator.store.HostDayCompaction;
import dev.cowbell.aggregator.store.PostgresTickStore;
import dev.cowbell.aggregator.store.RawReadings;
import dev.cowbell.aggregator.store.Retention;
import dev.cowbell.aggregator.store.RollupCompaction;
import dev.cowbell.aggregator.store.TableGroup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What roll-ups must be, whatever they are kept in. */
interface RollupKit {

  Instant START = Instant.parse("2026-03-01T21:00:00Z");

  /** An empty database. */
  Database database() throws SQLException;

  @RepeatedTest(3)
  default void rollups_inAnyNumberOfBatchesAndCompactions_areAsIfComputedAtOnce(
      RepetitionInfo repetition) throws SQLException {
    Database database = database();
    RandomGenerator random = seeded(repetition.getCurrentRepetition());
    StoredTicks ticks = new StoredTicks(database, random);
    RollupCompaction compaction = new RollupCompaction(database.dataSource());
    for (int batch = 0; batch < 12; batch++) {
      ticks.batch(START.plus(Duration.ofHours(random.nextInt(6))), 1 + random.nextInt(30));
      if (random.nextInt(3) == 0) {
        compaction.run(START.plus(Duration.ofHours(random.nextInt(60))));
      }
    }
    assertStored(database, ticks.atOnce());
    compaction.run(START.plus(Duration.ofDays(3)));
    assertStored(database, ticks.atOnce());
  }

  @Test
  default void compaction_leavesOneRowPerKey_andOpenHoursAlone() throws SQLException {
    Database database = database();
    StoredTicks ticks = new StoredTicks(database, seeded(1));
    ticks.batch(START, 60);
    ticks.batch(START.plus(Duration.ofHours(1)), 60);
    RollupCompaction compaction = new RollupCompaction(database.dataSource());
    assertThat(compaction.run(START.plus(Duration.ofMinutes(125)))).isPositive();
    assertThat(database.number(open(START))).isZero();
    assertThat(database.number(open(START.plus(Duration.ofHours(1))))).isPositive();
    assertThat(database.number("SELECT sum(readings)::bigint FROM rollup_whole"))
        .isEqualTo(database.number("SELECT sum(readings)::bigint FROM rollup_day"))
        .isEqualTo(database.number("SELECT sum(readings)::bigint FROM rollup_hour"));
    compaction.run(START.plus(Duration.ofDays(2)));
    assertThat(compaction.run(START.plus(Duration.ofDays(2)))).isZero();
    assertThat(database.number("SELECT count(*) FROM rollup_open")).isZero();
  }

  @Test
  default void whatComesAfterCompaction_stillCounts() throws SQLException {
    Database database = database();
    StoredTicks ticks = new StoredTicks(database, seeded(2));
    ticks.batch(START, 40);
    RollupCompaction compaction = new RollupCompaction(database.dataSource());
    compaction.run(START.plus(Duration.ofDays(2)));
    ticks.batch(START, 40);
    assertStored(database, ticks.atOnce());
    assertThat(compaction.run(START.plus(Duration.ofDays(2)))).isPositive();
    assertStored(database, ticks.atOnce());
  }

  @Test
  default void versionOfAHostDay_isWhatWasKnownLast() throws SQLException {
    Database database = database();
    StoredTicks ticks = new StoredTicks(database, () -> 0);
    HostDayCompaction compaction = new HostDayCompaction(database.dataSource());
    ticks.single(START, "3.9.2");
    ticks.single(START, "3.13.1");
    ticks.single(START, "");
    assertThat(compaction.run()).isPositive();
    assertThat(database.text("SELECT max(runtime_version) FROM host_day_arm")).isEqualTo("3.13.1");
    ticks.single(START, "");
    compaction.run();
    assertThat(database.text("SELECT max(runtime_version) FROM host_day_arm")).isEqualTo("3.13.1");
    ticks.single(START, "3.9.4");
    compaction.run();
    assertThat(database.text("SELECT max(runtime_version) FROM host_day_arm")).isEqualTo("3.9.4");
    assertStored(database, ticks.atOnce());
    assertThat(compaction.run()).isZero();
  }

  @Test
  default void viewsOfNewTables_haveNamesAndComments() throws SQLException {
    Database database = database();
    new StoredTicks(database, seeded(3)).batch(START, 20);
    new HostDayCompaction(database.dataSource()).run();
    for (String view :
        new String[] {
          "sharing_rollup_hour",
          "sharing_rollup_day",
          "sharing_rollup_whole",
          "host_day",
          "host_day_footprint"
        }) {
      assertThat(database.number("SELECT count(*) FROM api." + view)).as(view).isPositive();
      assertThat(database.text("SELECT obj_description('api.%s'::regclass)".formatted(view)))
          .isNotEqualTo("null");
    }
  }

  @Test
  default void everyView_saysWhatItIs() throws SQLException {
    assertThat(
            database()
                .number(
                    "SELECT count(*) FROM pg_class WHERE relnamespace = 'api'::regnamespace AND"
                        + " relkind IN ('v', 'r') AND obj_description(oid, 'pg_class') IS NULL"))
        .isZero();
  }

  @Test
  default void backfill_givesTheRowsThatIngestGave() throws SQLException {
    Database database = database();
    StoredTicks ticks = new StoredTicks(database, seeded(4));
    for (int hour = 0; hour < 5; hour++) {
      ticks.batch(START.plus(Duration.ofHours(hour)), 30);
      if (hour == 2) {
        new HostDayCompaction(database.dataSource()).run();
      }
    }
    new RollupCompaction(database.dataSource()).run(START.plus(Duration.ofHours(2)));
    for (String table :
        new String[] {
          "rollup_minute",
          "rollup_open",
          "rollup_hour",
          "rollup_day",
          "rollup_whole",
          "host_day",
          "host_day_footprint"
        }) {
      database.execute("DELETE FROM " + table + " WHERE arm_key = 1");
    }
    database.execute("UPDATE host_day SET readings = 1000");
    Backfill.Done done =
        new Backfill(database.dataSource()).run(START, START.plus(Duration.ofHours(5)));
    assertThat(done).isEqualTo(new Backfill.Done(5, 2, 2));
    assertStored(database, ticks.atOnce());
    ticks.batch(START, 30);
    assertStored(database, ticks.atOnce());
  }

  @Test
  default void backfill_ofTimeWhoseRawRowsAreGone_isRefused_andChangesNothing()
      throws SQLException {
    Database database = database();
    StoredTicks ticks = new StoredTicks(database, seeded(5));
    ticks.batch(START, 30);
    Instant now = START.plus(Duration.ofDays(8));
    retention(database).run(now);
    assertThatThrownBy(
            () -> new Backfill(database.dataSource()).run(START, START.plus(Duration.ofHours(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("have been dropped");
    assertThat(database.number("SELECT count(*) FROM rollup_open")).isPositive();
  }

  @Test
  default void backfill_ofTimeWithoutRawReadings_isRefused() throws SQLException {
    Database database = database();
    new StoredTicks(database, seeded(8), RawReadings.ROLLED_UP_ONLY).batch(START, 30);
    assertThat(database.number("SELECT count(*) FROM worker_reading")).isZero();
    assertThat(database.number("SELECT count(*) FROM rollup_open")).isPositive();
    Backfill backfill = new Backfill(database.dataSource());
    Instant end = START.plus(Duration.ofHours(1));
    assertThatThrownBy(() -> backfill.run(START, end))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are not kept");
    new PostgresTickStore(database.dataSource()).open(StoredTicks.TOPIC, Set.of(0));
    assertThatThrownBy(() -> backfill.run(START, end))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("have been dropped");
  }

  @Test
  default void retention_dropsEachGroupInItsTime_andNothingElse() throws SQLException {
    Database database = database();
    StoredTicks ticks = new StoredTicks(database, seeded(6));
    ticks.batch(START, 30);
    ticks.batch(START.plus(Duration.ofDays(9)), 20);
    Retention.Dropped dropped = retention(database).run(START.plus(Duration.ofDays(9)));
    assertThat(dropped.chunks() + dropped.rows()).isPositive();
    for (String raw : new String[] {"host_tick", "family_tick", "worker_reading"}) {
      assertThat(
              database.number("SELECT count(DISTINCT date_trunc('day', collected_at)) FROM " + raw))
          .as(raw)
          .isEqualTo(1);
    }
    assertThat(database.number("SELECT count(*) FROM host_tick")).isEqualTo(20);
    assertThat(StoredRollups.minutes(database))
        .isEqualTo(StoredRollups.minutesAsStored(ticks.atOnce().minutes()));
    assertThat(StoredRollups.of(database, Grain.HOUR))
        .isEqualTo(StoredRollups.asStored(ticks.atOnce().hours()));
    retention(database).run(START.plus(Duration.ofDays(200)));
    assertThat(database.number("SELECT count(*) FROM rollup_minute")).isZero();
    assertThat(database.number("SELECT count(*) FROM rollup_open")).isPositive();
    assertThat(retention(database).run(START.plus(Duration.ofDays(200))))
        .isEqualTo(new Retention.Dropped(0, 0));
  }

  @Test
  default void maintenance_isLeftToTheInstanceThatHasTheLock() throws SQLException {
    Database database = database();
    new StoredTicks(database, seeded(7)).batch(START, 10);
    Instant later = START.plus(Duration.ofDays(4000));
    try (Connection other = database.dataSource().getConnection();
        PreparedStatement lock =
            other.prepareStatement("SELECT pg_advisory_lock(x'636f7762656c6c6d'::bigint)")) {
      lock.execute();
      assertThat(new RollupCompaction(database.dataSource()).run(later)).isZero();
      assertThat(retention(database).run(later)).isEqualTo(new Retention.Dropped(0, 0));
    }
    assertThat(database.number("SELECT count(*) FROM host_tick")).isEqualTo(10);
  }

  @Test
  default void compression_isOnlyLookedAt() throws SQLException {
    Database database = database();
    Compression found = Compression.probe(database.dataSource());
    boolean timescale =
        database.number("SELECT count(*) FROM pg_extension WHERE extname = 'timescaledb'") == 1;
    assertThat(found == Compression.NO_TIMESCALEDB).isEqualTo(!timescale);
  }

  private static Retention retention(Database database) {
    return new Retention(
        database.dataSource(),
        Map.of(
            TableGroup.RAW, Duration.ofDays(7),
            TableGroup.MINUTE, Duration.ofDays(30),
            TableGroup.ROLLUP, Duration.ofDays(1825)));
  }

  /** The rows of every table, partials merged, against what was computed at once. */
  private static void assertStored(Database database, PartialRollups atOnce) throws SQLException {
    new HostDayCompaction(database.dataSource()).run();
    assertThat(StoredRollups.minutes(database))
        .isEqualTo(StoredRollups.minutesAsStored(atOnce.minutes()));
    for (Grain grain : new Grain[] {Grain.HOUR, Grain.DAY, Grain.WHOLE}) {
      assertThat(StoredRollups.of(database, grain))
          .as(grain.name())
          .isEqualTo(StoredRollups.asStored(StoredRollups.within(grain, atOnce.hours())));
    }
    Map<String, String> days = new TreeMap<>();
    Map<String, String> footprints = new TreeMap<>();
    Map<String, String> arms = new TreeMap<>();
    atOnce
        .hostDays()
        .forEach(
            (key, sums) -> {
              String day = "%s|%s|%s".formatted(key.dayAt(), key.hostId(), key.arm());
              for (int age = sums.nextAge(0); age >= 0; age = sums.nextAge(age + 1)) {
                HostDay sharing = requireNonNull(sums.sharing(age));
                days.put(
                    day + "|" + age,
                    "%d|%.0f|%.0f"
                        .formatted(sharing.readings(), sharing.lossSum(), sharing.growthSum()));
              }
              HostDayFootprint footprint = requireNonNull(sums.footprint());
              footprints.put(
                  day,
                  "%d|%.0f|%.0f|%d"
                      .formatted(
                          footprint.readings(),
                          footprint.footprintSum(),
                          footprint.footprintMax(),
                          footprint.workerSum()));
              HostDayArm arm = requireNonNull(sums.arm());
              arms.put(day, "%d|%d|%d".formatted(arm.ticks(), arm.workerSum(), arm.cpuMicros()));
            });
    assertThat(StoredRollups.hostDays(database)).isEqualTo(days);
    assertThat(StoredRollups.footprints(database)).isEqualTo(footprints);
    assertThat(StoredRollups.arms(database)).isEqualTo(arms);
  }

  static RandomGenerator seeded(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static String open(Instant hour) {
    return "SELECT count(*) FROM rollup_open WHERE bucket_at = '%s'".formatted(hour);
  }
}
