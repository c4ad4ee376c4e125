package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.procfs.AnonymousPages;
import dev.cowbell.collector.reading.Basis;
import org.junit.jupiter.api.Test;

class PageCensusTest {
  private static final long PAGE = 4096;

  @Test
  void census_tellsSharedOwnFreedAndNewApart() {
    PageSet inherited = pages(10, 20);
    PageCensus census = census(inherited);
    present(census, 10, 14, false);
    present(census, 14, 17, true);
    present(census, 500, 502, true);

    assertThat(census.end()).isEqualTo(new PageCensus.Result(4, 3, 0, 2, 3));
    assertThat(inherited.size()).isEqualTo(7);
  }

  @Test
  void aFreedPage_thatIsUsedAgain_isNew() {
    PageSet inherited = pages(0, 100);
    PageCensus first = census(inherited);
    present(first, 0, 60, false);
    first.end();
    PageCensus second = census(inherited);
    present(second, 0, 70, true);

    assertThat(second.end()).isEqualTo(new PageCensus.Result(0, 60, 0, 10, 0));
  }

  @Test
  void aSwappedPage_isNeitherFreedNorExactlyKnown() {
    PageCensus census = census(pages(0, 10));
    present(census, 0, 8, false);
    census.pages(0, 0, 0, 3L << 8);
    PageTotals totals = PageTotals.of(census.end(), 0);

    assertThat(totals.freedBytes()).isZero();
    assertThat(totals.figures())
        .isEqualTo(new SharingFigures(8 * PAGE, 2 * PAGE, 0, Basis.UPPER_BOUND));
  }

  @Test
  void aSetOfOnesOwn_leavesTheParentsAlone() {
    PageSet ofParent = pages(0, 10);
    PageSet ofWorker = ofParent.copy();
    census(ofWorker).end();

    assertThat(ofWorker.size()).isZero();
    assertThat(ofParent.size()).isEqualTo(10);
  }

  @Test
  void pagesFarApart_andBeyondAnyRange_areFound() {
    PageSet.Builder builder = new PageSet.Builder();
    for (long page = 0; page < 300; page++) {
      present(builder, page * 1_000_003, false);
    }
    PageCensus census = census(builder.build());
    present(census, 1_000_003, true);
    present(census, 299 * 1_000_003L, false);
    present(census, 1L << 40, false);

    assertThat(census.end()).isEqualTo(new PageCensus.Result(1, 1, 0, 1, 298));
  }

  @Test
  void aCensusThatWasBrokenOff_leavesTheSetAndTheNextCensusAlone() {
    PageSet inherited = pages(0, 200);
    PageSet.Scratch scratch = new PageSet.Scratch();
    present(new PageCensus(inherited, scratch), 0, 50, true);
    PageCensus second = new PageCensus(inherited, scratch);
    present(second, 0, 20, false);

    assertThat(second.end()).isEqualTo(new PageCensus.Result(20, 0, 0, 0, 180));
    PageCensus third = new PageCensus(inherited, scratch);
    present(third, 10, 30, false);
    assertThat(third.end()).isEqualTo(new PageCensus.Result(10, 0, 0, 10, 10));
  }

  private static PageCensus census(PageSet inherited) {
    return new PageCensus(inherited, new PageSet.Scratch());
  }

  private static PageSet pages(long first, long end) {
    PageSet.Builder builder = new PageSet.Builder();
    for (long page = first; page < end; page++) {
      present(builder, page, false);
    }
    return builder.build();
  }

  private static void present(AnonymousPages pages, long first, long end, boolean exclusive) {
    for (long page = first; page < end; page++) {
      present(pages, page, exclusive);
    }
  }

  private static void present(AnonymousPages pages, long page, boolean exclusive) {
    long bit = 1L << page;
    pages.pages(page >>> AnonymousPages.CHUNK_BITS, bit, exclusive ? bit : 0, 0);
  }
}
