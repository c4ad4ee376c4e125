package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.reading.Basis;
import org.junit.jupiter.api.Test;

class SharingFiguresTest {
  private static final long MB = 1024 * 1024;

  /** Of 100 MB inherited 66.4 were copied, and 12 were added: the case held against page frames. */
  @Test
  void of_aWorkerAfterAFullCollection_isLossAndGrowthApart() {
    SharingFigures figures = SharingFigures.of(1000 * MB, rollup(1120, 336, 0, 1120));

    assertThat(figures)
        .isEqualTo(new SharingFigures(336 * MB, 664 * MB, 120 * MB, Basis.UPPER_BOUND));
  }

  @Test
  void of_aWorkerThatFreedMuch_hasNegativeGrowth() {
    assertThat(SharingFigures.of(100 * MB, rollup(40, 30, 0, 40)).privateGrowthBytes())
        .isEqualTo(-60 * MB);
  }

  @Test
  void of_moreSharedThanInherited_asGrandchildrenCauseIt_isNoLoss() {
    SharingFigures figures = SharingFigures.of(100 * MB, rollup(150, 140, 0, 150));

    assertThat(figures.sharingLossBytes()).isZero();
    assertThat(figures.stillSharedBytes()).isEqualTo(100 * MB);
  }

  @Test
  void sharedAnonymous_leavesOutDirtyPagesOfSharedMappings() {
    // 100 MB anonymous of which 60 are shared, 20 MB of clean files, and 30 MB of MAP_SHARED memory
    // that all have dirtied.
    assertThat(SharingFigures.sharedAnonymousBytes(rollup(150, 60 + 30, 20, 100)))
        .isEqualTo(60 * MB);
  }

  @Test
  void sharedAnonymous_isNeverMoreThanAnonymousNorLessThanNothing() {
    assertThat(SharingFigures.sharedAnonymousBytes(rollup(100, 90, 0, 50))).isEqualTo(40 * MB);
    assertThat(SharingFigures.sharedAnonymousBytes(rollup(200, 10, 0, 50))).isZero();
    assertThat(SharingFigures.sharedAnonymousBytes(rollup(50, 90, 0, 50))).isEqualTo(50 * MB);
  }

  private static SmapsRollup rollup(long rss, long sharedDirty, long sharedClean, long anonymous) {
    return new SmapsRollup(
        rss * MB, 0, sharedClean * MB, sharedDirty * MB, 0, 0, anonymous * MB, 0);
  }

  @Test
  void freeEstimate_isFaultsLessGrowth() {
    // 20,000 faults of which 4,000 made the process larger: 16,000 copied pages.
    assertThat(FreeEstimate.lossBytes(20_000, 100 * MB + 4_000 * 4096, 100 * MB))
        .isEqualTo(16_000L * 4096);
  }

  @Test
  void footprint_ofSum_isMeasuredOnlyWhenAllReadingsAreFresh() {
    assertThat(Footprint.ofSum(100, 20, 0, true))
        .isEqualTo(new Footprint(120, Footprint.Source.SUM, Basis.MEASURED));
    assertThat(Footprint.ofSum(100, 20, 0, false).basis()).isEqualTo(Basis.ESTIMATED);
    assertThat(Footprint.ofCgroup(7))
        .isEqualTo(new Footprint(7, Footprint.Source.CGROUP, Basis.MEASURED));
  }
}
