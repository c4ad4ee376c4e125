package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Basis;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParentHistoryTest {
  private static final long MB = 1024 * 1024;
  private static final Duration NEAR = Duration.ofSeconds(2);
  private final ParentHistory history = new ParentHistory();

  @Test
  void atBirth_takesTheReadingNearestInTime() {
    history.add(10_000, 1000 * MB);
    history.add(11_000, 1001 * MB);

    assertThat(history.atBirth(10_300, 1002 * MB, NEAR)).isEqualTo(measured(1000 * MB, 300));
    assertThat(history.atBirth(10_800, 1002 * MB, NEAR)).isEqualTo(measured(1001 * MB, 200));
  }

  @Test
  void atBirth_ofAParentThatWasStillLoading_takesTheReadingAfter() {
    history.add(10_000, 50 * MB);
    history.add(11_000, 120 * MB);

    assertThat(history.atBirth(10_300, 121 * MB, NEAR)).isEqualTo(measured(120 * MB, 700));
  }

  @Test
  void atBirth_ofAParentThatGrewAfterwards_takesTheReadingBefore() {
    history.add(10_000, 100 * MB);
    history.add(11_000, 140 * MB);

    assertThat(history.atBirth(10_800, 102 * MB, NEAR)).isEqualTo(measured(100 * MB, 800));
  }

  @Test
  void atBirth_longBeforeTheFirstReading_isEstimatedByIt() {
    history.add(100_000, 100 * MB);
    history.add(101_000, 110 * MB);

    assertThat(history.atBirth(40_000, 130 * MB, NEAR))
        .isEqualTo(new Inherited(Reading.of(100 * MB), Basis.ESTIMATED, Duration.ofSeconds(60)));
  }

  @Test
  void atBirth_withoutAnyReading_isBornUnseen() {
    assertThat(history.atBirth(1000, 1, NEAR).bytes().isAbsentFor(Reason.BORN_UNSEEN)).isTrue();
  }

  private static Inherited measured(long bytes, long millis) {
    return new Inherited(Reading.of(bytes), Basis.MEASURED, Duration.ofMillis(millis));
  }
}
