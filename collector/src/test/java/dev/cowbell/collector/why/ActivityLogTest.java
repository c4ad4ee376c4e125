package dev.cowbell.collector.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.gctime.FlagLook;
import org.junit.jupiter.api.Test;

class ActivityLogTest {
  private final ActivityLog log = new ActivityLog();

  @Test
  void at_betweenTwoLooksThatSawItRunning_isCollecting() {
    look(100, true, 7);
    look(200, true, 7);

    assertThat(log.at(150)).isEqualTo(Moment.COLLECTING);
  }

  @Test
  void at_betweenTwoLooksThatSawItIdle_isNotCollecting() {
    look(100, false, 7);
    look(200, false, 7);

    assertThat(log.at(150)).isEqualTo(Moment.NOT_COLLECTING);
  }

  @Test
  void at_whereACollectionEndedInBetween_isUnknown() {
    look(100, false, 7);
    look(200, false, 8);
    look(300, true, 8);
    look(400, true, 9);

    assertThat(log.at(150)).isEqualTo(Moment.UNKNOWN);
    assertThat(log.at(250)).isEqualTo(Moment.UNKNOWN);
    assertThat(log.at(350)).isEqualTo(Moment.UNKNOWN);
  }

  @Test
  void at_duringALook_isDecidedByTheLooksAroundIt() {
    look(100, true, 7);
    log.add(150, 160, new FlagLook(true, 7));
    look(200, true, 7);

    assertThat(log.at(155)).isEqualTo(Moment.COLLECTING);
  }

  @Test
  void at_beforeTheFirstOrAfterTheLastLook_isUnknown() {
    look(100, true, 7);

    assertThat(log.at(50)).isEqualTo(Moment.UNKNOWN);
    assertThat(log.at(150)).isEqualTo(Moment.UNKNOWN);
  }

  private void look(long nanos, boolean collecting, long collections) {
    log.add(nanos, nanos + 1, new FlagLook(collecting, collections));
  }
}
