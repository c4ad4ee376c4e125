package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.procfs.Statm;
import dev.cowbell.collector.reading.Basis;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.sampling.Doubt;
import dev.cowbell.collector.sharing.Inherited;
import dev.cowbell.collector.sharing.OwnMemory;
import dev.cowbell.collector.sharing.SharingFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What is published of a worker between two readings: it inherited 100 MB and copied 10 of them.
 */
class CarriedOnTest {
  private static final long MB = 1024 * 1024;
  private static final Instant READ_AT = Instant.parse("2026-11-20T11:20:00Z");
  private static final Doubt SLIGHT = new Doubt(1.0 / 4);
  private static final SharingFigures AS_READ =
      new SharingFigures(90 * MB, 10 * MB, 0, Basis.UPPER_BOUND);

  private final Member worker = worker();

  @Test
  void copiesSinceTheReading_areLoss_andTheFiguresAreEstimated() {
    move(10 + 4, 100);

    assertThat(published()).isEqualTo(new SharingFigures(86 * MB, 14 * MB, 0, Basis.ESTIMATED));
  }

  @Test
  void growthSinceTheReading_isNoLoss() {
    move(10 + 4 + 3, 103);

    assertThat(published())
        .isEqualTo(new SharingFigures(86 * MB, 14 * MB, 3 * MB, Basis.ESTIMATED));
  }

  @Test
  void noMoreIsLost_thanWasShared() {
    move(10 + 400, 400);

    assertThat(published().stillSharedBytes()).isBetween(0L, 90 * MB);
    assertThat(published().stillSharedBytes() + published().sharingLossBytes()).isEqualTo(100 * MB);
  }

  @Test
  void whatWasReadStands_whereNothingToSpeakOfMoved() {
    worker.update(stat(10 * 256 + 10), statm(100), 2_000);

    assertThat(published()).isEqualTo(AS_READ);
  }

  @Test
  void whatWasReadStands_whileTheEstimateHasNotProvedRight() {
    worker.doubt = new Doubt(1.0 / 2);
    move(10 + 4, 100);

    assertThat(published()).isEqualTo(AS_READ);
  }

  @Test
  void whatWasReadStands_whereMemoryWent_sinceNobodyKnowsWhose() {
    move(10 + 4, 96);

    assertThat(published()).isEqualTo(AS_READ);
  }

  @Test
  void whatWasReadStands_whereARelativeHasLeft() {
    worker.relativeLeft = true;
    move(10 + 4, 100);

    assertThat(published()).isEqualTo(AS_READ);
  }

  private SharingFigures published() {
    return worker.sharing().optional().orElseThrow();
  }

  private void move(long faultedMegabytes, long anonymousMegabytes) {
    worker.update(stat(faultedMegabytes * 256), statm(anonymousMegabytes), 2_000);
  }

  private static Member worker() {
    Member worker = new Member(new ProcessKey(2, 1), stat(10 * 256), statm(100), true);
    worker.inherited =
        Optional.of(new Inherited(Reading.of(100 * MB), Basis.MEASURED, Duration.ZERO));
    worker.remember(READ_AT, Reading.of(rollup()), SharingReader.NOT_WANTED);
    worker.own = Optional.of(OwnMemory.read(10 * MB, worker.freeFigures()));
    worker.doubt = SLIGHT;
    return worker;
  }

  private static SmapsRollup rollup() {
    return new SmapsRollup(100 * MB, 60 * MB, 0, 90 * MB, 0, 10 * MB, 100 * MB, 0);
  }

  private static Stat stat(long minorFaults) {
    return new Stat("python", 'S', 1, 0, minorFaults, 0, 0, 1, 1, 1, 1);
  }

  private static Statm statm(long anonymousMegabytes) {
    return new Statm(anonymousMegabytes * MB, 0);
  }
}
