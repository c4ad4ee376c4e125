package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import org.junit.jupiter.api.Test;

class CollectionsSinceBirthTest {
  private static final Reading<Long> DENIED = Reading.unavailable(Reason.PERMISSION_DENIED, "");

  @Test
  void baseline_ofAnIdleParent_isItsCount() {
    assertThat(CollectionsSinceBirth.baseline(true, Reading.of(7L), Reading.of(8L)))
        .isEqualTo(Reading.of(7L));
  }

  @Test
  void baseline_ofAParentThatWentOnCollecting_isTheWorkersCount() {
    assertThat(CollectionsSinceBirth.baseline(true, Reading.of(9L), Reading.of(7L)))
        .isEqualTo(Reading.of(7L));
  }

  @Test
  void baseline_ofAWorkerBornEarlier_isUnknown() {
    Reading<Long> baseline = CollectionsSinceBirth.baseline(false, Reading.of(7L), Reading.of(8L));

    assertThat(baseline.isAbsentFor(Reason.BORN_UNSEEN)).isTrue();
  }

  @Test
  void baseline_whereTheParentCannotBeRead_isUnknownForThatReason() {
    assertThat(
            CollectionsSinceBirth.baseline(true, DENIED, Reading.of(8L))
                .isAbsentFor(Reason.PERMISSION_DENIED))
        .isTrue();
  }

  @Test
  void since_isTheDifference_andACountThatWentBackwardsIsAReset() {
    assertThat(CollectionsSinceBirth.since(Reading.of(7L), Reading.of(9L)))
        .isEqualTo(Reading.of(2L));
    assertThat(
            CollectionsSinceBirth.since(Reading.of(7L), Reading.of(6L))
                .isAbsentFor(Reason.COUNTER_RESET))
        .isTrue();
    assertThat(
            CollectionsSinceBirth.since(Reading.of(7L), DENIED)
                .isAbsentFor(Reason.PERMISSION_DENIED))
        .isTrue();
  }
}
