package dev.cowbell.collector.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final List<Retention.Facts> SEGMENTS =
      List.of(
          new Retention.Facts(100, 1_000),
          new Retention.Facts(200, 2_000),
          new Retention.Facts(50, 9_000));

  @Test
  void tooMany_dropsTheOldestUntilTheRestAndWhatComesFit() {
    assertThat(Retention.tooMany(SEGMENTS, 50, 400)).isZero();
    assertThat(Retention.tooMany(SEGMENTS, 51, 400)).isEqualTo(1);
    assertThat(Retention.tooMany(SEGMENTS, 151, 400)).isEqualTo(2);
    assertThat(Retention.tooMany(SEGMENTS, 1_000, 400)).isEqualTo(3);
  }

  @Test
  void tooOld_dropsSegmentsWhoseYoungestRecordIs_andMindsNoClockThatWentBack() {
    Duration age = Duration.ofSeconds(5);
    assertThat(Retention.tooOld(SEGMENTS, age, 6_000)).isZero();
    assertThat(Retention.tooOld(SEGMENTS, age, 6_001)).isEqualTo(1);
    assertThat(Retention.tooOld(SEGMENTS, age, 13_000)).isEqualTo(2);
    assertThat(Retention.tooOld(SEGMENTS, age, 0)).isZero();
  }

  @Test
  void settled_isASetOfNumbers() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Settled settled = new Settled(0, List.of());
      BitSet expected = new BitSet();
      for (int i = 0; i < 60; i++) {
        int first = 1 + random.nextInt(80);
        int last = first + random.nextInt(4);
        settled.add(first, last);
        expected.set(first, last + 1);
        Settled copy = new Settled(settled.through(), settled.ranges());
        for (int number = 1; number < 90; number++) {
          assertThat(copy.contains(number)).isEqualTo(expected.get(number));
          assertThat(copy.firstOpenFrom(number)).isEqualTo(expected.nextClearBit(number));
        }
        assertThat(copy.openUpTo(90)).isEqualTo(90L - expected.cardinality());
        assertThat(copy.greatest()).isEqualTo(expected.length() - 1L);
      }
    }
  }
}
