package dev.cowbell.collector.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.LossCauses.Moment;
import org.junit.jupiter.api.Test;

class LossHistoryTest {
  private static final long MB = 1024 * 1024;
  private static final long FAULTS_PER_MB = 256;
  private static final Reading<Long> UNSEEN = Reading.unavailable(Reason.BORN_UNSEEN, "unseen");
  private final LossHistory history = new LossHistory();

  @Test
  void loss_inAnIntervalWithAFullCollection_isTheCollections() {
    add(5, 0, 5, 3);
    add(66, 0, 66, 4);

    assertThat(history.of(66 * MB)).isEqualTo(new LossCauses(61 * MB, 5 * MB, 0, 0));
  }

  @Test
  void loss_withoutFaults_isOrphaned() {
    add(5, 0, 5, 3);
    add(40, 0, 6, 3);

    assertThat(history.of(40 * MB)).isEqualTo(new LossCauses(0, 6 * MB, 34 * MB, 0));
  }

  /** Faults that made the worker grow copied nothing. */
  @Test
  void loss_besideGrowth_isOrphanedWhereTheFaultsWentIntoGrowth() {
    add(0, 0, 0, 3);
    add(30, 20, 20, 3);

    assertThat(history.of(30 * MB)).isEqualTo(new LossCauses(0, 0, 30 * MB, 0));
  }

  @Test
  void loss_beforeAKnownCount_isNotAttributed() {
    history.add(moment(50, 0, 50, 4), false, UNSEEN);
    history.add(moment(52, 0, 52, 4), false, UNSEEN);

    assertThat(history.of(52 * MB)).isEqualTo(new LossCauses(0, 2 * MB, 0, 50 * MB));
  }

  @Test
  void aReading_duringACollection_waitsForItsEnd() {
    add(5, 0, 5, 3);
    history.add(moment(30, 0, 30, 3), true, Reading.of(3L));
    assertThat(history.of(30 * MB)).isEqualTo(new LossCauses(0, 5 * MB, 0, 25 * MB));
    add(66, 0, 66, 4);

    assertThat(history.of(66 * MB)).isEqualTo(new LossCauses(61 * MB, 5 * MB, 0, 0));
  }

  @Test
  void loss_thatFalls_isTakenFromWhatIsLeastCertain() {
    add(10, 0, 4, 3);
    add(20, 0, 14, 4);
    add(9, 0, 14, 4);

    assertThat(history.of(9 * MB)).isEqualTo(new LossCauses(9 * MB, 0, 0, 0));
  }

  private void add(long lossMb, long newMb, long faultsMb, long collections) {
    history.add(moment(lossMb, newMb, faultsMb, collections), false, Reading.of(3L));
  }

  private static Moment moment(long lossMb, long newMb, long faultsMb, long collections) {
    return new Moment(lossMb * MB, newMb * MB, faultsMb * FAULTS_PER_MB, Reading.of(collections));
  }
}
