package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import org.junit.jupiter.api.Test;

class CollectionsSinceBirthTest {
  private static final Reading<CollectionCounts> DENIED =
      Reading.unavailable(Reason.PERMISSION_DENIED, "");
  private static final Reading<CollectionCounts> SEVEN = counts(100, 50, 7);

  @Test
  void baseline_ofAnIdleParent_areItsCounts() {
    assertThat(CollectionsSinceBirth.baseline(true, SEVEN, counts(130, 52, 8))).isEqualTo(SEVEN);
  }

  @Test
  void baseline_ofAParentThatWentOnCollecting_isTheSmallerOfEachGeneration() {
    assertThat(CollectionsSinceBirth.baseline(true, counts(120, 50, 9), counts(110, 55, 7)))
        .isEqualTo(counts(110, 50, 7));
  }

  @Test
  void baseline_ofAWorkerBornEarlier_isUnknown() {
    assertThat(
            CollectionsSinceBirth.baseline(false, SEVEN, counts(130, 52, 8))
                .isAbsentFor(Reason.BORN_UNSEEN))
        .isTrue();
  }

  @Test
  void baseline_whereTheParentCannotBeRead_isUnknownForThatReason() {
    assertThat(
            CollectionsSinceBirth.baseline(true, DENIED, SEVEN)
                .isAbsentFor(Reason.PERMISSION_DENIED))
        .isTrue();
  }

  @Test
  void since_isTheDifferenceOfEachGeneration() {
    assertThat(CollectionsSinceBirth.since(SEVEN, counts(130, 53, 9))).isEqualTo(counts(30, 3, 2));
    assertThat(CollectionsSinceBirth.since(SEVEN, DENIED).isAbsentFor(Reason.PERMISSION_DENIED))
        .isTrue();
  }

  @Test
  void since_ofAnyCountThatWentBackwards_isAReset() {
    assertThat(
            CollectionsSinceBirth.since(SEVEN, counts(130, 49, 9))
                .isAbsentFor(Reason.COUNTER_RESET))
        .isTrue();
    assertThat(
            CollectionsSinceBirth.since(SEVEN, counts(130, 53, 6))
                .isAbsentFor(Reason.COUNTER_RESET))
        .isTrue();
  }

  private static Reading<CollectionCounts> counts(long young, long middle, long full) {
    return Reading.of(new CollectionCounts(young, middle, full));
  }
}
