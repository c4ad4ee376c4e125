package dev.cowbell.aggregator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SettledTest {

  private static final double DAY = 86_400;
  private static final double NOW = 100 * DAY;

  @Test
  void figures_moveAsTabulated() {
    Settled yesterday = new Settled(400, NOW - DAY);
    Settled aWeekAgo = new Settled(400, NOW - 7 * DAY);
    assertThat(yesterday.after(350, NOW)).isEqualTo(new Settled(350, NOW));
    assertThat(yesterday.after(380, NOW)).isEqualTo(yesterday);
    assertThat(aWeekAgo.after(390, NOW)).isEqualTo(aWeekAgo);
    assertThat(aWeekAgo.after(380, NOW)).isEqualTo(new Settled(380, NOW));
    assertThat(yesterday.after(700, NOW)).isEqualTo(yesterday);
    assertThat(aWeekAgo.after(420, NOW)).isEqualTo(aWeekAgo);
    assertThat(aWeekAgo.after(430, NOW)).isEqualTo(new Settled(430, NOW));
    assertThat(aWeekAgo.after(700, NOW)).isEqualTo(new Settled(500, NOW));
  }

  /** An estimate each hour for half a year, anywhere within 2 % of the same figure. */
  @Test
  void steadyInput_changesAdviceAtMostOnceAWeek() {
    Random random = new Random(1);
    Settled stands = new Settled(400, 0);
    int changes = 0;
    for (int hour = 1; hour <= 26 * 7 * 24; hour++) {
      Settled next = stands.after(400 * (0.98 + 0.04 * random.nextDouble()), hour * 3600.0);
      if (!next.equals(stands)) {
        changes++;
        assertThat(next.sinceSeconds() - stands.sinceSeconds()).isGreaterThanOrEqualTo(7 * DAY);
      }
      stands = next;
    }
    assertThat(changes).isLessThanOrEqualTo(1);
    assertThat(stands.value()).isBetween(380.0, 400.0);
  }

  /** The bound for input that wavers by 5 %. */
  @Test
  void waveringInput_changesAdviceAtMostOnceAWeek() {
    Random random = new Random(3);
    Settled stands = new Settled(400, 0);
    for (int hour = 1; hour <= 26 * 7 * 24; hour++) {
      Settled next = stands.after(400 * (0.95 + 0.1 * random.nextDouble()), hour * 3600.0);
      if (!next.equals(stands)) {
        assertThat(next.sinceSeconds() - stands.sinceSeconds()).isGreaterThanOrEqualTo(7 * DAY);
      }
      stands = next;
    }
  }

  /** Even input that is anything but steady is followed upwards once a week only. */
  @Test
  void wildInput_risesOnceAWeek() {
    Random random = new Random(2);
    Settled stands = new Settled(400, 0);
    int rises = 0;
    for (int hour = 1; hour <= 8 * 7 * 24; hour++) {
      Settled next = stands.after(200 + 400 * random.nextDouble(), hour * 3600.0);
      rises += next.value() > stands.value() ? 1 : 0;
      stands = next;
    }
    assertThat(rises).isLessThanOrEqualTo(8);
  }
}
