package dev.cowbell.collector.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final SpoolLimits LIMITS = new SpoolLimits(100_000, Duration.ofHours(6), 10_000);

  @TempDir Path folder;
  private final AtomicLong nowMillis = new AtomicLong(1_000_000);

  @Test
  void defaults_areTheDocumentedOnes() {
    assertThat(SpoolLimits.DEFAULT)
        .isEqualTo(new SpoolLimits(67_108_864, Duration.ofHours(6), 2_097_152));
    assertThat(SpoolLimits.DEFAULT.segmentBytes()).isEqualTo(1_048_576);
  }

  @Test
  void restart_handsOutOnlyWhatWasNotConfirmed() throws IOException {
    Path spoolFolder = folder.resolve("a/b");
    try (Spool spool = Spool.open(spoolFolder, LIMITS, nowMillis::get)) {
      append(spool, 1, 10);
      List.of(1L, 2L, 3L, 5L).forEach(spool::confirm);
    }
    try (Spool spool = Spool.open(spoolFolder, LIMITS, nowMillis::get)) {
      assertThat(spool.counts().recovered()).isEqualTo(6);
      assertThat(spool.next(0).orElseThrow().number()).isEqualTo(4);
      assertThat(spool.next(4).orElseThrow().number()).isEqualTo(6);
      append(spool, 11, 11);
      assertThat(new String(spool.next(10).orElseThrow().value(), UTF_8)).isEqualTo("record 11");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spoolFolder)))
        .isEqualTo("rwx------");
  }

  @Test
  void secondCollector_onTheSameFolder_isToldSo() throws IOException {
    try (Spool _ = Spool.open(folder, LIMITS, nowMillis::get)) {
      assertThatThrownBy(() -> Spool.open(folder, LIMITS, nowMillis::get))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another collector");
    }
    Spool.open(folder, LIMITS, nowMillis::get).close();
  }

  @Test
  void tooOldRecords_areDroppedAndTold_onDiskAndInMemory() throws IOException {
    try (Spool onDisk = Spool.open(folder, LIMITS, nowMillis::get);
        Spool inMemory = Spool.inMemory(LIMITS, nowMillis::get)) {
      for (Spool spool : List.of(onDisk, inMemory)) {
        nowMillis.set(1_000_000);
        append(spool, 1, 3);
        nowMillis.addAndGet(Duration.ofHours(4).toMillis());
        append(spool, 4, 5);
        nowMillis.addAndGet(Duration.ofHours(3).toMillis());
        spool.store();
        assertThat(spool.takeLosses())
            .containsExactly(new Loss(Loss.Reason.BUFFER_FULL, 3, 1_000, 3_000));
        assertThat(spool.next(0).orElseThrow().number()).isEqualTo(4);
        assertThat(spool.counts().waiting()).isEqualTo(2);
      }
    }
  }

  @Test
  void newsOfALostRecord_areToldAgain_withItsOwn() {
    Spool spool = Spool.inMemory(LIMITS, nowMillis::get);
    spool.report(new Loss(Loss.Reason.OVERRUN, 4, 10, 50));
    assertThat(spool.takeLosses()).hasSize(1);
    append(spool, 1, 1);
    assertThat(spool.takeLosses()).isEmpty();
    append(spool, 2, 2);
    spool.lose(spool.next(0).orElseThrow(), Loss.Reason.REFUSED);
    assertThat(spool.takeLosses())
        .containsExactly(
            new Loss(Loss.Reason.REFUSED, 1, 1_000, 1_000),
            new Loss(Loss.Reason.OVERRUN, 4, 10, 50));
  }

  @Test
  void segmentsOfWhatArrived_areDeleted() throws IOException {
    FaultyFolder disk = new FaultyFolder(1);
    try (Spool spool =
        Spool.open(disk, new SpoolLimits(4_000, Duration.ofHours(6), 10_000), nowMillis::get)) {
      for (int i = 1; i <= 200; i++) {
        append(spool, i, i);
        spool.confirm(i);
        spool.store();
      }
      assertThat(disk.segments()).hasSizeLessThanOrEqualTo(2);
      assertThat(spool.counts().droppedTotal()).isZero();
    }
  }

  @Test
  void brokerThatAnswers_costsNoFlushPerRecord() throws IOException {
    FaultyFolder disk = new FaultyFolder(1);
    try (Spool spool = Spool.open(disk, LIMITS, nowMillis::get)) {
      append(spool, 1, 1);
      spool.confirm(1);
      spool.store();
      long before = disk.changes();
      for (int i = 2; i <= 51; i++) {
        nowMillis.addAndGet(10_000);
        append(spool, i, i);
        spool.confirm(i);
        spool.store();
      }
      // Each record is one write, each confirmation another; no more than two files are made for
      // them.
      assertThat(disk.changes() - before).isBetween(100L, 112L);
    }
  }

  @Test
  void diskThatHangs_neverHoldsUpWhoeverAppends() throws Exception {
    FaultyFolder disk = new FaultyFolder(1);
    CountDownLatch released = new CountDownLatch(1);
    try (Spool spool = Spool.open(disk, LIMITS, nowMillis::get)) {
      disk.hangUntil(released);
      spool.append("host", new byte[100], 1);
      Thread storing = Thread.ofVirtual().start(spool::store);
      while (!disk.isAnyHanging()) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();
      for (int i = 0; i < 1_000; i++) {
        assertThat(spool.takeLosses()).hasSizeLessThanOrEqualTo(1);
        spool.append("host", new byte[100], 1);
      }
      assertThat(spool.counts().memoryBytes()).isLessThanOrEqualTo(LIMITS.memoryBytes());
      assertThat(spool.next(0)).as("what is in memory is handed out all the same").isPresent();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      released.countDown();
      storing.join();
    }
  }

  private static void append(Spool spool, int first, int last) {
    for (int i = first; i <= last; i++) {
      spool.append("host", ("record " + i).getBytes(UTF_8), 1000L * i);
      spool.store();
    }
  }
}
