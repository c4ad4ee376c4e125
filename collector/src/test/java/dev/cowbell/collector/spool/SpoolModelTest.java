package dev.cowbell.collector.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.spool.FaultyFolder.Crash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random runs against a simple model, with the process ended or the power cut at every change that
 * a run makes to the disk.
 */
class SpoolModelTest {
  private static final int OPERATIONS = 120;

  @Test
  void withoutCrash_everythingArrivesInOrderOrIsTold() {
    for (long seed = 1; seed <= 400; seed++) {
      SpoolModel model = new SpoolModel(new FaultyFolder(seed), seed);
      model.open();
      model.operate(new Random(seed), OPERATIONS);
      model.drain();
      model.verifyNothingUntold();
    }
  }

  @Test
  void processEndedAtEveryChange_losesNothingStoredUntold() {
    for (long seed = 1; seed <= 12; seed++) {
      long changes = changesOf(seed);
      for (long crash = 1; crash <= changes; crash++) {
        SpoolModel model = crashed(seed, crash);
        model.folder().processEnded();
        model.reopen(false);
        model.operate(new Random(seed + crash), 10);
        model.drain();
        model.verifyNothingUntold();
      }
    }
  }

  @Test
  void powerCutAtEveryChange_losesNothingSyncedUntold() {
    for (long seed = 101; seed <= 112; seed++) {
      long changes = changesOf(seed);
      for (long crash = 1; crash <= changes; crash++) {
        SpoolModel model = crashed(seed, crash);
        model.folder().powerCut();
        model.reopen(true);
        model.operate(new Random(seed + crash), 10);
        model.drain();
        model.verifyNothingUntold();
      }
    }
  }

  @Test
  void crashedTwice_losesNothingStoredUntold() {
    for (long seed = 201; seed <= 206; seed++) {
      for (long crash = 5; crash <= 60; crash += 5) {
        for (long second = 1; second <= 24; second++) {
          SpoolModel model = crashed(seed, crash);
          model.folder().processEnded();
          model.folder().crashAt(model.folder().changes() + second);
          runToCrash(
              model,
              () -> {
                model.reopen(false);
                model.operate(new Random(42), 30);
              });
          model.folder().processEnded();
          model.reopen(false);
          model.drain();
          model.verifyNothingUntold();
        }
      }
    }
  }

  @Test
  void droppedSegments_keepTheirReason_whereverTheProcessEnds() throws IOException {
    SpoolLimits limits = new SpoolLimits(6_000, Duration.ofHours(6), 2_000);
    for (long crash = 5; crash < 130; crash++) {
      FaultyFolder folder = new FaultyFolder(crash);
      folder.crashAt(crash);
      int stored = storedUntilCrash(folder, limits);
      folder.processEnded();
      try (Spool spool = Spool.open(folder, limits, () -> 0)) {
        SpoolCounts counts = spool.counts();
        long told = spool.takeLosses().stream().mapToLong(Loss::records).sum();
        assertThat(counts.waiting() + told)
            .as("stored until change " + crash)
            .isBetween((long) stored, stored + 1L);
        assertThat(counts.dropped().getOrDefault(Loss.Reason.CORRUPT, 0L))
            .as("corrupt after change " + crash)
            .isLessThanOrEqualTo(1);
      }
    }
  }

  private static int storedUntilCrash(FaultyFolder folder, SpoolLimits limits) throws IOException {
    int stored = 0;
    try {
      Spool spool = Spool.open(folder, limits, () -> 0);
      while (stored < 70) {
        spool.append("host", new byte[90], 0);
        spool.store();
        stored++;
      }
    } catch (Crash end) {
      return stored;
    }
    return stored;
  }

  private static long changesOf(long seed) {
    FaultyFolder folder = new FaultyFolder(seed);
    SpoolModel model = new SpoolModel(folder, seed);
    model.open();
    model.operate(new Random(seed), OPERATIONS);
    assertThat(folder.changes()).isGreaterThan(20);
    return folder.changes();
  }

  private static SpoolModel crashed(long seed, long crashAt) {
    FaultyFolder folder = new FaultyFolder(seed * 1000 + crashAt);
    folder.crashAt(crashAt);
    SpoolModel model = new SpoolModel(folder, seed);
    runToCrash(
        model,
        () -> {
          model.open();
          model.operate(new Random(seed), OPERATIONS);
        });
    return model;
  }

  private static void runToCrash(SpoolModel model, Runnable run) {
    List<Crash> crashes = new ArrayList<>();
    try {
      run.run();
    } catch (Crash end) {
      crashes.add(end);
    }
    assertThat(crashes).as("crashes of " + model).hasSizeLessThanOrEqualTo(1);
  }
}
