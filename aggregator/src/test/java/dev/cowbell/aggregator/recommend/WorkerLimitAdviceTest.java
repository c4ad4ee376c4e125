package dev.cowbell.aggregator.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WorkerLimitAdviceTest {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  @Test
  void theLimit_isWhatTheTightestHostHasForEachWorker() {
    var advice =
        WorkerLimitAdvice.of(
            List.of(host("roomy", 64, 50, 8, 16), host("tight", 32, 20, 8, 16)),
            Collections.nCopies(32, worker(200, 60, 30)));
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.SetLimit.class,
            limit -> {
              // (0.9 x 32 - (32 - 20 - 8) - 0.5) / 16 GiB
              assertThat(limit.ussLimitBytes()).isEqualTo((long) ((28.8 - 4 - 0.5) / 16 * GIB));
              assertThat(limit.rssLimitBytes()).isEqualTo(limit.ussLimitBytes() + 90 * MIB);
              // 200 MiB now, 30 MiB in the half hour seen.
              assertThat(limit.lowerBytes()).isEqualTo(260 * MIB);
              assertThat(limit.upperBytes()).isEqualTo(limit.ussLimitBytes());
              assertThat(limit.snippet()).contains("reload-on-uss = 1555");
            });
    assertThat(advice.summary())
        .isEqualTo(
            "Restart a worker when its private memory reaches 1.52 GiB (resident memory 1.61 GiB).");
  }

  @Test
  void lessThanTenMinutesOfHistory_areNotEnough() {
    var advice =
        WorkerLimitAdvice.of(
            List.of(host("a", 32, 20, 8, 16)),
            Collections.nCopies(16, new WorkerMemory(MIB, MIB, MIB, Duration.ofSeconds(90))));
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> {
              assertThat(missing.unit()).isEqualTo("minutes of growth history");
              assertThat(missing.seen()).isEqualTo(1.5);
              assertThat(missing.needed()).isEqualTo(10);
            });
  }

  @Test
  void anUnknownFootprint_isNotEnough() {
    var host = new HostMemory("a", GIB, OptionalLong.of(1), OptionalLong.empty(), 0, 4, false);
    var advice = WorkerLimitAdvice.of(List.of(host), List.of(worker(1, 60, 0)));
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> assertThat(missing.unit()).isEqualTo("hosts with a known footprint"));
  }

  @Test
  void moreWorkersThanFit_getNoLimit_butAreToldSo() {
    var advice =
        WorkerLimitAdvice.of(
            List.of(host("a", 32, 1, 30, 96)), Collections.nCopies(96, worker(310, 60, 30)));
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> {
              assertThat(missing.unit()).isEqualTo("bytes of private memory per worker");
              assertThat(missing.seen()).isLessThan(missing.needed());
              assertThat(missing.detail()).contains("run fewer workers");
            });
  }

  private static HostMemory host(
      String name, long totalGib, long availableGib, long footprintGib, int workers) {
    return new HostMemory(
        name,
        totalGib * GIB,
        OptionalLong.of(availableGib * GIB),
        OptionalLong.of(footprintGib * GIB),
        GIB / 2,
        workers,
        false);
  }

  private static WorkerMemory worker(long ussMib, long minutes, long growthMibPerHalfHour) {
    return new WorkerMemory(
        ussMib * MIB,
        90 * MIB,
        growthMibPerHalfHour * MIB * minutes / 30,
        Duration.ofMinutes(minutes));
  }
}
