package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.collector.procfs.KernelText;
import dev.cowbell.collector.procfs.SmapsRollup;
import org.junit.jupiter.api.Test;

/** Figures that others have published about what a family costs. */
class FootprintTest {

  private static final long MB = 1_000_000;

  /** get_process_mem, issue 40: 1 GB shared by ten workers with 100 MB each. */
  @Test
  void tenWorkersOnOneGigabyte_costTwo_thoughTheirRssIsEleven() {
    long shared = 1000 * MB;
    long ownOfEach = 100 * MB;
    long rssSum = 10 * (shared + ownOfEach);
    Footprint footprint = Footprint.ofSum(shared, 10 * ownOfEach, 0, true);
    assertThat(rssSum).isEqualTo(11_000 * MB);
    assertThat(footprint.bytes()).isEqualTo(2_000 * MB);
    assertThat(footprint.bytes() / 10).isEqualTo(200 * MB);
  }

  /** GitLab merge request 23169. */
  @Test
  void gitlabWorker_hasHalfOfItsRss() throws Exception {
    SmapsRollup rollup =
        SmapsRollup.parse(
            KernelText.of(
                "smaps_rollup",
                """
                00400000-7ffd rollup
                Rss:              426040 kB
                Pss:              219844 kB
                Shared_Clean:          0 kB
                Shared_Dirty:          0 kB
                Private_Clean:         0 kB
                Private_Dirty:         0 kB
                Anonymous:             0 kB
                Swap:                  0 kB
                """));
    assertThat((double) rollup.pssBytes() / rollup.rssBytes()).isCloseTo(0.516, within(0.0005));
  }
}
