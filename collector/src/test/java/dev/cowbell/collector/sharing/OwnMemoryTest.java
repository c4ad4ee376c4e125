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

    own = own.readAgain(MB, figures(40, 100));

    assertThat(own.estimateBytes(figures(80, 100))).isEqualTo(MB);
    assertThat(own.estimateBytes(figures(80, 110))).isEqualTo(11 * MB);
  }

  @Test
  void estimate_ofAWorkerThatBeginsToCopy_getsThereByHalves() {
    OwnMemory own = OwnMemory.read(MB, START).readAgain(MB, figures(40, 100));

    own = own.readAgain(21 * MB, figures(60, 100));
    own = own.readAgain(41 * MB, figures(80, 100));

    assertThat(own.copyingShare()).isEqualTo(0.75);
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
