package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.api.contract.v1.CollectorTime;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.NextFullCollectionReading;
import dev.cowbell.collector.cpython.FlagSampler;
import dev.cowbell.collector.kubernetes.PodNames;
import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTimeTest {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  @TempDir Path folder;
  private Path python = Path.of("python3");
  private final FlagSampler sampler = FlagSampler.start(new SplittableRandom(11));
  private final HostCollector collector =
      new HostCollector(
          new HostCollector.Settings(
              HostIdentity.newBuilder().setHostId("test").build(),
              Path.of("/proc"),
              Path.of("/sys"),
              INTERVAL,
              ReadingPlan.of(Duration.ZERO),
              1,
              1024 * 1024),
          Clock.systemUTC(),
          CpuMeter.ofThread(() -> 0),
          Optional.of(sampler),
          PodNames.NONE);

  @BeforeEach
  void findPython() {
    Optional<Path> found = Pythons.any();
    assumeTrue(found.isPresent(), "skipped: no CPython 3.8 to 3.13 on this machine");
    python = found.get();
  }

  @AfterEach
  void stop() {
    sampler.close();
  }

  @Test
  void time_ofAFamilyThatIdles_isKnownToBeLittle() throws IOException {
    try (PythonFamily real = start("gc.collect(); gc.freeze()")) {
      real.fork(2);

      Family family = awaitFamily(real, f -> f.getCollectorTime().hasTime());

      CollectorTime time = family.getCollectorTime().getTime();
      assertThat(time.getWorkers()).isEqualTo(2);
      assertThat(time.getLooks()).isPositive();
      assertThat(time.getHits()).isZero();
      assertThat(time.getWallShareInterval().getHigh()).isBetween(0.001, 1.0);
    }
  }

  @Test
  void nextFullCollection_isNearRightBeforeOneAndFarAfter() throws IOException {
    try (PythonFamily real = start("gc.set_threshold(700, 10, 3)")) {
      real.fork(1);
      Family before = awaitFamily(real, f -> f.getNextFullCollection().hasNext());
      assertThat(before.getNextFullCollection().getNext().getThreshold()).isEqualTo(3);
      real.collect(0);

      NextFullCollectionReading after =
          awaitFamily(real, f -> f.getNextFullCollection().getNext().getLongLivedPending() == 0)
              .getNextFullCollection();

      assertThat(after.getNext().getCount()).isLessThanOrEqualTo(1);
      assertThat(after.getNext().getLongLivedTotal()).isGreaterThan(60_000);
      assertThat(after.getNext().getProgress()).isZero();
    }
  }

  @Test
  void nextFullCollection_ofADisabledCollector_neverComes() throws IOException {
    try (PythonFamily real = start("gc.disable()")) {
      real.fork(1);

      Family family = awaitFamily(real, f -> f.getPolicy().hasPolicy());

      assertThat(family.getNextFullCollection().hasUnavailable()).isTrue();
    }
  }

  private PythonFamily start(String beforeFork) throws IOException {
    return PythonFamily.start(python, folder, beforeFork, "pass", Map.of());
  }

  private Family awaitFamily(PythonFamily real, Predicate<Family> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    HostTick.Builder tick = HostTick.newBuilder();
    while (System.nanoTime() < deadline) {
      tick = collector.collect();
      Optional<Family> family =
          tick.getFamiliesList().stream()
              .filter(f -> f.getMasterPid() == real.masterPid())
              .filter(wanted)
              .findFirst();
      if (family.isPresent()) {
        return family.get();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new AssertionError("the family did not become as wanted: " + tick.getFamiliesList());
  }
}
