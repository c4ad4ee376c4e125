package dev.cowbell.collector.sampling;

import static dev.cowbell.collector.sampling.ReadingDepth.BOTH;
import static dev.cowbell.collector.sampling.ReadingDepth.PAGES;
import static dev.cowbell.collector.sampling.ReadingDepth.ROLLUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.sampling.ReadingDepth.BoundExcess;
import dev.cowbell.collector.sampling.ReadingDepth.Evidence;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The table of {@link ReadingDepth}. */
class ReadingDepthTest {
  private static final long MB = 1024 * 1024;
  private static final BoundExcess NEAR = new BoundExcess.Known(0.001);
  private static final BoundExcess LOOSE = new BoundExcess.Known(0.08);
  private static final BoundExcess UNKNOWN = new BoundExcess.Unknown();

  @Test
  void first_takesBoth_ofAWorkerThatMovedSinceItsBirth_elseTheRollup() {
    assertThat(first(2 * MB)).isEqualTo(BOTH);
    assertThat(first(MB)).isEqualTo(ROLLUP);
  }

  private static ReadingDepth first(long movedBytes) {
    return ReadingDepth.of(
        new Evidence(OptionalLong.empty(), 0, movedBytes, 100 * MB, false, NEAR));
  }

  @Test
  void aWorkerWhoseMemoryMoved_isReadPageByPage_withItsPssNowAndThen() {
    assertThat(depth(0, 0, 2 * MB, NEAR)).isEqualTo(PAGES);
    assertThat(depth(0, 6, 2 * MB, UNKNOWN)).isEqualTo(PAGES);
    assertThat(depth(0, 7, 2 * MB, UNKNOWN)).isEqualTo(BOTH);
  }

  @Test
  void aWorkerThatRests_isReadByRollup_onceTheBoundIsKnownToBeNear() {
    assertThat(depth(0, 3, 0, UNKNOWN)).isEqualTo(BOTH);
    assertThat(depth(0, 0, 0, NEAR)).isEqualTo(ROLLUP);
    assertThat(depth(6, 0, MB, NEAR)).isEqualTo(ROLLUP);
    assertThat(depth(7, 0, 0, NEAR)).isEqualTo(BOTH);
  }

  @Test
  void aWorkerWhoseBoundIsLoose_isReadPageByPage_thoughItRests() {
    assertThat(depth(0, 0, 0, LOOSE)).isEqualTo(PAGES);
    assertThat(depth(0, 7, 0, LOOSE)).isEqualTo(BOTH);
  }

  @Test
  void aWorkerWhoseRelativeLeft_isReadPageByPage_thoughItRests() {
    assertThat(ReadingDepth.of(relativeLeft(0))).isEqualTo(PAGES);
    assertThat(ReadingDepth.of(relativeLeft(7))).isEqualTo(BOTH);
  }

  private static ReadingDepth depth(
      long sinceExact, long sinceRollup, long movedBytes, BoundExcess bound) {
    return ReadingDepth.of(
        new Evidence(OptionalLong.of(sinceExact), sinceRollup, movedBytes, 100 * MB, false, bound));
  }

  private static Evidence relativeLeft(long sinceRollup) {
    return new Evidence(OptionalLong.of(0), sinceRollup, 0, 100 * MB, true, NEAR);
  }
}
