package dev.cowbell.standalone.simulate.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Timestamps;
import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostMemory;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.Rollup;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.Worker;
import java.util.HashSet;
import java.util.Set;

/** What must hold of every tick, however planted: what a store may reject, and what adds up. */
final class TickRules {
  private TickRules() {}

  static void check(HostTick tick) {
    assertThat(tick.getHost().getLabelsMap()).containsEntry("cowbell.dev/simulated", "true");
    assertThat(tick.getHost().getBootId())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(tick.getSequence()).isPositive();
    assertThat(tick.getHardware().getMemoryBytes()).isEqualTo(tick.getMemory().getTotalBytes());
    memory(tick.getMemory());
    tick.getDisksList().forEach(disk -> assertThat(disk.getBusyRatio()).isBetween(0.0, 1.0));
    assertThat(tick.getPressure().getMemory().getPressure().getSomeAvg10()).isBetween(0.0, 1.0);
    assertThat(tick.getCounters().getCacheMisses().getCount())
        .isBetween(0L, tick.getCounters().getCacheReferences().getCount());
    boolean isFirst = tick.getInterval().equals(Duration.getDefaultInstance());
    assertThat(tick.getCounters().getCycles().hasUnavailable()).isEqualTo(isFirst);
    assertThat(tick.getDisksCount()).isEqualTo(isFirst ? 0 : 1);
    tick.getFamiliesList().forEach(family -> family(family, tick));
    tick.getEventsList()
        .forEach(event -> assertThat(event.getSeenAt()).isEqualTo(tick.getCollectedAt()));
  }

  private static void memory(HostMemory memory) {
    assertThat(memory.getFreeBytes()).isNotNegative();
    assertThat(memory.getPageCacheBytes()).isPositive();
    assertThat(memory.getAvailableBytes().getBytes()).isBetween(0L, memory.getTotalBytes());
    assertThat(memory.getFreeBytes() + memory.getPageCacheBytes() + memory.getAnonymousBytes())
        .isLessThanOrEqualTo(memory.getTotalBytes());
  }

  private static void family(Family family, HostTick tick) {
    Set<Integer> pids = new HashSet<>(Set.of(family.getMasterPid()));
    family
        .getWorkersList()
        .forEach(worker -> assertThat(pids.add(worker.getPid())).as("pid used once").isTrue());
    assertThat(family.getWorkerCount()).isBetween(0, 100_000);
    assertThat(family.getWorkersCount()).isLessThanOrEqualTo(family.getWorkerCount());
    assertThat(family.getMinorFaultsDelta()).isNotNegative();
    assertThat(Timestamps.compare(family.getOldestReadingAt(), tick.getCollectedAt()))
        .isNotPositive();
    rollup(family.getMaster().getFull().getRollup());
    family.getWorkersList().forEach(worker -> worker(worker, tick));
    if (family.getFootprint().getBasis() == Basis.BASIS_MEASURED) {
      sums(family);
    }
  }

  private static void worker(Worker worker, HostTick tick) {
    Rollup rollup = worker.getMemory().getFull().getRollup();
    SharingFigures sharing = worker.getSharing().getFigures();
    long inherited = worker.getInherited().getBytes().getBytes();
    rollup(rollup);
    assertThat(sharing.getStillSharedBytes()).isBetween(0L, rollup.getRssBytes());
    assertThat(sharing.getStillSharedBytes() + sharing.getSharingLossBytes()).isEqualTo(inherited);
    assertThat(rollup.getAnonymousBytes() - inherited).isEqualTo(sharing.getPrivateGrowthBytes());
    assertThat(rollup.getSharedDirtyBytes()).isEqualTo(sharing.getStillSharedBytes());
    assertThat(worker.getAge().getSeconds()).isNotNegative();
    assertThat(worker.getStartTicks()).isPositive();
    assertThat(Timestamps.compare(worker.getMemory().getFull().getTakenAt(), tick.getCollectedAt()))
        .isZero();
  }

  private static void rollup(Rollup rollup) {
    long rss = rollup.getRssBytes();
    assertThat(rollup.getAnonymousBytes()).isBetween(0L, rss);
    assertThat(rollup.getPssBytes()).isBetween(rollup.getUssBytes(), rss);
    assertThat(rollup.getUssBytes() + rollup.getSharedCleanBytes() + rollup.getSharedDirtyBytes())
        .isEqualTo(rss);
  }

  /** Where every worker was read: totals are what the readings add up to. */
  private static void sums(Family family) {
    long masterAnonymous = family.getMaster().getFull().getRollup().getAnonymousBytes();
    long own = 0;
    long pss = family.getMaster().getFull().getRollup().getPssBytes();
    long rss = family.getMaster().getRssBytes();
    for (Worker worker : family.getWorkersList()) {
      Rollup rollup = worker.getMemory().getFull().getRollup();
      own += rollup.getAnonymousBytes() - rollup.getSharedDirtyBytes();
      pss += rollup.getPssBytes();
      rss += rollup.getRssBytes();
    }
    assertThat(family.getFootprint().getBytes()).isEqualTo(masterAnonymous + own);
    assertThat(family.getPssSumBytes().getBytes()).isEqualTo(pss);
    assertThat(family.getPssSumBytes().getBytes())
        .isEqualTo(family.getFootprint().getBytes() + family.getMaster().getFileBytes());
    assertThat(family.getRssSumBytes()).isEqualTo(rss);
  }
}
