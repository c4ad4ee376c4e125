package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnMemoryTest {
  private static final long MB = 1024 * 1024;
  private static final long FAULTS_PER_MB = 256;
  private static final FreeFigures START = figures(0, 100);

  @Test
  void estimate_whereNothingHappened_isWhatWasRead() {
    assertThat(OwnMemory.read(7 * MB, START).estimateBytes(START)).isEqualTo(7 * MB);
  }

  @Test
  void estimate_ofCopiesAndOfGrowth_isExact() {
    OwnMemory own = OwnMemory.read(7 * MB, START);

    assertThat(own.estimateBytes(figures(20, 100))).isEqualTo(27 * MB);
    assertThat(own.estimateBytes(figures(20, 120))).isEqualTo(27 * MB);
  }

  @Test
  void estimate_ofSharedPagesThatWereFreed_staysAsItWas() {
    assertThat(OwnMemory.read(7 * MB, START).estimateBytes(figures(0, 80))).isEqualTo(7 * MB);
  }

  @Test
  void estimate_whereMappingsComeAndGo_isWrongOnceAndThenLearns() {
    OwnMemory own = OwnMemory.read(MB, START);
    assertThat(own.estimateBytes(figures(40, 100))).isEqualTo(41 * MB);

    for (int reading = 1; reading <= 8; reading++) {
      own = own.readAgain(MB, figures(40L * reading, 100));
    }

    assertThat(own.estimateBytes(figures(40 * 9, 100))).isBetween(MB, MB + MB / 4);
    assertThat(own.estimateBytes(figures(40 * 9, 110))).isBetween(11 * MB, 11 * MB + MB / 4);
  }

  @Test
  void estimate_neverExceedsWhatIsThere() {
    assertThat(OwnMemory.read(7 * MB, START).estimateBytes(figures(500, 90))).isEqualTo(90 * MB);
  }

  @Test
  void readAgain_afterNextToNoFaults_learnsNothing() {
    OwnMemory own = OwnMemory.read(7 * MB, START).readAgain(9 * MB, figures(0, 100));

    assertThat(own).isEqualTo(OwnMemory.read(9 * MB, figures(0, 100)));
  }

  private static FreeFigures figures(long faultedMb, long anonymousMb) {
    return new FreeFigures(faultedMb * FAULTS_PER_MB, anonymousMb * MB);
  }
}
