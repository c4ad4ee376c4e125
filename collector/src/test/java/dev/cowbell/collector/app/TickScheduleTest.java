package dev.cowbell.collector.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.app.TickSchedule.Next;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TickScheduleTest {
  private static final long SECOND = 1_000_000_000;
  private final TickSchedule schedule = new TickSchedule(5, Duration.ofSeconds(1));

  @Test
  void after_aQuickTick_isTheNext() {
    assertThat(schedule.after(0, 5 + SECOND / 10)).isEqualTo(new Next(1, 0));
    assertThat(schedule.dueNanos(1)).isEqualTo(5 + SECOND);
  }

  @Test
  void after_aTickThatRanIntoTheNext_isTheNextAtOnce() {
    assertThat(schedule.after(3, 5 + 4 * SECOND + 1)).isEqualTo(new Next(4, 0));
  }

  @Test
  void after_aTickThatTookSeveralIntervals_skipsAndCounts() {
    assertThat(schedule.after(3, 5 + 7 * SECOND + 1)).isEqualTo(new Next(7, 3));
  }
}
