package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Basis;
import org.junit.jupiter.api.Test;

class PageCensusTest {
  private static final long PAGE = 4096;

  @Test
  void census_tellsSharedOwnFreedAndNewApart() {
    PageSet inherited = pages(10, 20);
    PageCensus census = new PageCensus(inherited);
    present(census, 10, 14, false);
    present(census, 14, 17, true);
    present(census, 500, 502, true);

    assertThat(census.end()).isEqualTo(new PageCensus.Result(4, 3, 0, 2, 3));
    assertThat(inherited.size()).isEqualTo(7);
  }

  @Test
  void aFreedPage_thatIsUsedAgain_isNew() {
    PageSet inherited = pages(0, 100);
    PageCensus first = new PageCensus(inherited);
    present(first, 0, 60, false);
    first.end();
    PageCensus second = new PageCensus(inherited);
    present(second, 0, 70, true);

    assertThat(second.end()).isEqualTo(new PageCensus.Result(0, 60, 0, 10, 0));
  }

  @Test
  void aSwappedPage_isNeitherFreedNorExactlyKnown() {
    PageCensus census = new PageCensus(pages(0, 10));
    present(census, 0, 8, false);
    census.swapped(8);
    census.swapped(9);
    PageTotals totals = PageTotals.of(census.end(), 0);

    assertThat(totals.freedBytes()).isZero();
    assertThat(totals.figures())
        .isEqualTo(new SharingFigures(8 * PAGE, 2 * PAGE, 0, Basis.UPPER_BOUND));
  }

  @Test
  void aSetOfOnesOwn_leavesTheParentsAlone() {
    PageSet ofParent = pages(0, 10);
    PageSet ofWorker = ofParent.copy();
    new PageCensus(ofWorker).end();

    assertThat(ofWorker.size()).isZero();
    assertThat(ofParent.size()).isEqualTo(10);
  }

  @Test
  void pagesFarApart_andBeyondAnyRange_areFound() {
    PageSet.Builder builder = new PageSet.Builder();
    for (long page = 0; page < 300; page++) {
      builder.present(page * 1_000_003, false);
    }
    PageCensus census = new PageCensus(builder.build());
    census.present(1_000_003, true);
    census.present(299 * 1_000_003L, false);
    census.present(1L << 40, false);

    assertThat(census.end()).isEqualTo(new PageCensus.Result(1, 1, 0, 1, 298));
  }

  private static PageSet pages(long first, long end) {
    PageSet.Builder builder = new PageSet.Builder();
    for (long page = first; page < end; page++) {
      builder.present(page, false);
    }
    return builder.build();
  }

  private static void present(PageCensus census, long first, long end, boolean exclusive) {
    for (long page = first; page < end; page++) {
      census.present(page, exclusive);
    }
  }
}
