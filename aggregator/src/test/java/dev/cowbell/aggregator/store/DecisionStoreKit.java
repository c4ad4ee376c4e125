package dev.cowbell.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.backtest.Trace;
import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.Settled;
import dev.cowbell.aggregator.recommend.GcPolicyAdvice;
import dev.cowbell.aggregator.recommend.Kind;
import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.recommend.Verdict;
import dev.cowbell.aggregator.recommend.WorkerMemory;
import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.savings.ArmAge;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.Sharing;
import dev.cowbell.api.contract.v1.Worker;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the decision store must find and keep, whatever it runs on. */
interface DecisionStoreKit {

  Instant START = Instant.parse("2026-03-01T12:00:00Z");
  Instant END = START.plusSeconds(60);
  Instant SINCE = END.minus(Duration.ofHours(24));
  ServiceOnClass WEB = new ServiceOnClass("web", "Sandy Bridge-EP / 32 cores / 32 GiB");

  /** An empty database. */
  Database database() throws SQLException;

  @Test
  default void evidence_isWhatTheTicksSaid() throws SQLException {
    DecisionStore store = filled(database());
    boolean done =
        store.pass(
            SINCE,
            END,
            evidence -> {
              // Of seven ticks, ten seconds apart, one did not arrive.
              assertThat(evidence.tickCoverage()).isEqualTo(Map.of(WEB, 6 / 7.0));
              assertThat(evidence.arms(WEB))
                  .containsExactlyInAnyOrder(
                      new ArmAge("default", 60, 4), new ArmAge("frozen", 60, 4));
              assertThat(evidence.workers(WEB, "default", 45))
                  .hasSize(4)
                  .allSatisfy(
                      worker -> {
                        assertThat(worker.ageSeconds()).isEqualTo(40);
                        assertThat(worker.figures().orElseThrow().sharingLossBytes())
                            .isEqualTo(60.0 * Ticks.MIB);
                      });
              assertThat(evidence.hosts(WEB))
                  .singleElement()
                  .satisfies(
                      host -> {
                        assertThat(host.workers()).isEqualTo(8);
                        assertThat(host.footprintBytes()).hasValue(740 * Ticks.MIB);
                        assertThat(host.availableBytes()).hasValue(20_000 * Ticks.MIB);
                      });
              var thresholds = evidence.thresholds(WEB, evidence.hosts(WEB), false);
              assertThat(thresholds.lives())
                  .hasSize(8)
                  .allSatisfy(
                      life -> {
                        assertThat(life.host()).isEqualTo("h1");
                        assertThat(life.bornAtSeconds()).isEqualTo((double) START.getEpochSecond());
                        assertThat(life.points())
                            .extracting(LifePoint::ageSeconds)
                            .containsExactly(0.0, 10.0, 20.0, 40.0, 50.0, 60.0);
                      });
              assertThat(thresholds.loads())
                  .singleElement()
                  .satisfies(
                      load -> {
                        assertThat(load.host()).isEqualTo("h1");
                        assertThat(load.memoryShare().orElseThrow()).isBetween(0.0, 1.0);
                        assertThat(load.cpuShare()).isPresent();
                      });
              assertThat(thresholds.charges()).isEmpty();
              // Two arms on one host at once: its cycles are neither's.
              assertThat(evidence.cpi(WEB)).isEmpty();
              assertThat(thresholds.standing()).isEmpty();
              assertThat(thresholds.workers())
                  .hasSize(8)
                  .contains(new WorkerMemory(65 * Ticks.MIB, 40 * Ticks.MIB));
              return new Decisions(List.of(), List.of());
            });
    assertThat(done).isTrue();
  }

  @Test
  default void workersWithoutFigures_areEvidenceOfTheirAbsence() throws SQLException {
    Database database = database();
    HostTick.Builder tick = Ticks.tick("h1", 1, START);
    for (Worker.Builder worker : tick.getFamiliesBuilder(0).getWorkersBuilderList()) {
      worker.setSharing(Sharing.getDefaultInstance());
    }
    store(database, List.of(tick));
    new DecisionStore(database.dataSource())
        .pass(
            SINCE,
            END,
            evidence -> {
              assertThat(evidence.arms(WEB)).isEmpty();
              assertThat(evidence.workers(WEB, "default", 60))
                  .hasSize(4)
                  .allSatisfy(worker -> assertThat(worker.figures()).isEmpty());
              return new Decisions(List.of(), List.of());
            });
  }

  @Test
  default void decisions_replaceThoseBefore() throws SQLException {
    Database database = database();
    DecisionStore store = filled(database);
    store.pass(SINCE, END, DecisionStoreKit::decided);
    store.pass(SINCE, END, DecisionStoreKit::decided);
    assertThat(
            database.text(
                "SELECT concat_ws('|', service_name, class_name, control_arm, treatment_arm, at_age_seconds, loss_avoided_bytes_per_worker, interval_basis, worker_coverage, tick_coverage, assignment) FROM api.savings"))
        .isEqualTo(
            "web|Sandy Bridge-EP / 32 cores / 32 GiB|default|frozen|60|59768832|one family per arm: not a confidence interval|1|0.5|1");
    assertThat(
            database.text(
                "SELECT concat_ws('|', count(*), min(service_name), min(kind)) FROM api.recommendation"))
        .isEqualTo("1|web|1");
    store.pass(SINCE, END, evidence -> new Decisions(List.of(), List.of()));
    assertThat(database.number("SELECT count(*) FROM api.savings")).isZero();
  }

  @Test
  default void aSecondInstance_leavesThePassToTheFirst() throws SQLException {
    Database database = database();
    DecisionStore store = new DecisionStore(database.dataSource());
    DecisionStore other = new DecisionStore(database.dataSource());
    List<Boolean> others = new ArrayList<>();
    boolean mine =
        store.pass(
            SINCE,
            END,
            evidence -> {
              others.add(other.pass(SINCE, END, e -> new Decisions(List.of(), List.of())));
              return new Decisions(List.of(), List.of());
            });
    assertThat(mine).isTrue();
    assertThat(others).containsExactly(false);
  }

  @Test
  default void figuresThatWereAdvised_standInTheNextPass() throws SQLException {
    DecisionStore store = filled(database());
    store.pass(SINCE, END, evidence -> new Decisions(List.of(), List.of(thresholds())));
    store.pass(
        SINCE,
        END.plusSeconds(60),
        evidence -> {
          assertThat(evidence.thresholds(WEB, List.of(), true).standing())
              .isEqualTo(Map.of(Kind.WORKER_COUNT, new Settled(12, (double) END.getEpochSecond())));
          return new Decisions(List.of(), List.of());
        });
  }

  @Test
  default void storedHistory_isATrace() throws SQLException {
    Database database = database();
    filled(database);
    Trace trace = StoredTrace.of(database.dataSource(), null, null, END).orElseThrow();
    assertThat(trace.source())
        .isEqualTo("recorded, service web on %s, until %s".formatted(WEB.hardwareClass(), END));
    assertThat(trace.hosts())
        .singleElement()
        .satisfies(
            host -> {
              assertThat(host.workers()).isEqualTo(8);
              assertThat(host.lives()).hasSize(8);
              assertThat(host.stillSharedBytes()).isPositive();
            });
    assertThat(StoredTrace.of(database.dataSource(), "nobody", null, END)).isEmpty();
    assertThat(StoredTrace.of(database.dataSource(), "web", "no such class", END)).isEmpty();
  }

  private static Decisions.OfRecommendation thresholds() {
    var count = new Verdict.SetCount(12, 10, 14, 8, "workers = 12");
    return new Decisions.OfRecommendation(
        WEB,
        new Recommendation(
            Kind.WORKER_COUNT,
            count,
            "Run 12 workers.",
            List.of(),
            List.of("Other hosts."),
            OptionalDouble.of((double) END.getEpochSecond()),
            1,
            false),
        1);
  }

  private static Decisions decided(DecisionEvidence evidence) {
    Savings savings =
        Savings.between(
                new ArmPair("default", "frozen", 60),
                evidence.workers(WEB, "default", 60),
                evidence.workers(WEB, "frozen", 60))
            .orElseThrow();
    var advice = GcPolicyAdvice.of(evidence.arms(WEB), List.of(savings), Optional.empty());
    return new Decisions(
        List.of(new Decisions.OfSavings(WEB, savings, 0.5)),
        List.of(new Decisions.OfRecommendation(WEB, advice, 0.5)));
  }

  /** Two families on one host, seen every ten seconds for a minute; the tick at 30 s is missing. */
  private static DecisionStore filled(Database database) {
    List<HostTick.Builder> ticks = new ArrayList<>();
    for (int second = 0; second <= 60; second += 10) {
      if (second != 30) {
        ticks.add(tick(second));
      }
    }
    store(database, ticks);
    return new DecisionStore(database.dataSource());
  }

  private static HostTick.Builder tick(int second) {
    Instant at = START.plusSeconds(second);
    var frozen = Ticks.family("web", "frozen", at, second).setMasterPid(200).clearWorkers();
    for (int i = 0; i < Ticks.WORKERS; i++) {
      frozen.addWorkers(Ticks.worker(201 + i, at, second, 3 * Ticks.MIB, 5 * Ticks.MIB));
    }
    return Ticks.tick("h1", 1 + second, at)
        .clearFamilies()
        .addFamilies(Ticks.family("web", "default", at, second))
        .addFamilies(frozen);
  }

  private static void store(Database database, List<HostTick.Builder> ticks) {
    TickStore store = new PostgresTickStore(database.dataSource());
    store.open("ticks", Set.of(0));
    List<AcceptedTick> accepted = ticks.stream().map(DecisionStoreKit::accepted).toList();
    store.commit(
        new TickBatch(
            "ticks",
            List.of(
                new PartitionBatch(
                    0,
                    0,
                    accepted.size(),
                    new PartitionCounts(accepted.size(), 0, 0),
                    accepted,
                    new PartialRollups()))));
  }

  private static AcceptedTick accepted(HostTick.Builder tick) {
    return new AcceptedTick(
        tick.build(),
        UUID.fromString(Ticks.BOOT_ID),
        Instant.ofEpochSecond(tick.getCollectedAt().getSeconds()),
        HardwareClass.of("Sandy Bridge-EP", 32, 31L << 30),
        false);
  }
}
