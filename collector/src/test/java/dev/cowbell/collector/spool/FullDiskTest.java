package dev.cowbell.collector.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or fails, and recovers. */
class FullDiskTest {
  private static final SpoolLimits LIMITS =
      new SpoolLimits(1024 * 1024, Duration.ofHours(6), 40_000);

  private final AtomicLong nowMillis = new AtomicLong(1_000_000);

  @Test
  void fullDisk_keepsTheNewestInMemory_countsTheRest_andRecovers() throws IOException {
    FaultyFolder folder = new FaultyFolder(1);
    folder.capacity(40_000);
    try (Spool spool = Spool.open(folder, LIMITS, nowMillis::get)) {
      append(spool, 1, 100);
      SpoolCounts full = spool.counts();
      assertThat(full.isDiskFailing()).isTrue();
      assertThat(full.diskFailures()).isPositive();
      assertThat(full.dropped().get(Loss.Reason.BUFFER_FULL)).isPositive();
      assertThat(full.memoryBytes()).isLessThanOrEqualTo(LIMITS.memoryBytes());

      folder.capacity(Long.MAX_VALUE);
      nowMillis.addAndGet(60_000);
      append(spool, 101, 110);
      assertThat(spool.counts().isDiskFailing()).isFalse();
      assertThat(spool.counts().memoryBytes()).isZero();
    }
    verifyAllIsToldOrThere(folder, 110);
  }

  @Test
  void failingDisk_isLeftAloneForAWhile_andNoRecordComesTwiceOrIsMissed() throws IOException {
    FaultyFolder folder = new FaultyFolder(1);
    try (Spool spool = Spool.open(folder, LIMITS, nowMillis::get)) {
      append(spool, 1, 5);
      folder.failWrites(true);
      append(spool, 6, 8);
      long failures = spool.counts().diskFailures();
      assertThat(failures).isEqualTo(1);
      spool.store();
      assertThat(spool.counts().diskFailures()).isEqualTo(1);
      nowMillis.addAndGet(2_000);
      spool.store();
      assertThat(spool.counts().diskFailures()).isEqualTo(2);
      deliver(spool, 7);
      folder.failWrites(false);
      nowMillis.addAndGet(10_000);
      append(spool, 9, 9);
      assertThat(spool.counts().isDiskFailing()).isFalse();
      assertThat(spool.counts().waiting()).isEqualTo(2);
    }
    try (Spool spool = Spool.open(folder, LIMITS, nowMillis::get)) {
      assertThat(spool.counts().recovered()).isEqualTo(2);
      assertThat(spool.counts().droppedTotal()).isZero();
    }
  }

  @Test
  void realFullDisk(@TempDir Path mount) throws Exception {
    Assumptions.assumeTrue(
        mounted(mount),
        "no tmpfs can be mounted here (needs root); the full disk is only simulated");
    try {
      try (Spool spool = Spool.open(mount.resolve("spool"), LIMITS, nowMillis::get)) {
        Path filler = mount.resolve("filler");
        Files.write(filler, new byte[150_000]);
        append(spool, 1, 100);
        assertThat(spool.counts().isDiskFailing()).isTrue();
        assertThat(spool.counts().dropped().get(Loss.Reason.BUFFER_FULL)).isPositive();
        Files.delete(filler);
        nowMillis.addAndGet(60_000);
        append(spool, 101, 101);
        assertThat(spool.counts().isDiskFailing()).isFalse();
      }
      try (Spool spool = Spool.open(mount.resolve("spool"), LIMITS, nowMillis::get)) {
        verifyAllIsToldOrThere(spool, 101);
      }
    } finally {
      run("umount", mount.toString());
    }
  }

  private void append(Spool spool, int first, int last) {
    for (int i = first; i <= last; i++) {
      spool.append("host", ("%04d".formatted(i) + "x".repeat(1500)).getBytes(UTF_8), 1000L * i);
      spool.store();
    }
  }

  private static void deliver(Spool spool, int records) {
    long cursor = 0;
    for (int i = 0; i < records; i++) {
      SpooledRecord record = spool.next(cursor).orElseThrow();
      cursor = record.number();
      spool.confirm(cursor);
    }
  }

  private void verifyAllIsToldOrThere(FaultyFolder folder, int records) throws IOException {
    folder.processEnded();
    try (Spool spool = Spool.open(folder, LIMITS, nowMillis::get)) {
      verifyAllIsToldOrThere(spool, records);
    }
  }

  private static void verifyAllIsToldOrThere(Spool spool, int records) {
    long told = spool.takeLosses().stream().mapToLong(Loss::records).sum();
    assertThat(told).isPositive();
    int there = 0;
    Optional<SpooledRecord> next = spool.next(0);
    while (next.isPresent()) {
      there++;
      next = spool.next(next.get().number());
    }
    assertThat(there + told).isEqualTo(records);
    assertThat(spool.counts().dropped().get(Loss.Reason.CORRUPT)).isZero();
  }

  private static boolean mounted(Path folder) throws Exception {
    return run("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder.toString());
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
