package dev.cowbell.bench.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayedHostTest {

  private static final TrueLaw DAILY = new TrueLaw(24, true, 0.35, 0, 0);
  private static final double LIMIT = 300 * TrueLaw.MIB;

  @Test
  void workersGrowAsTheLawSays_andEndAtTheirLimitOrADeploy() {
    List<WorkerLife> lives = new PlayedHost(DAILY, LIMIT, 0, 1).watch("h", 2, 5);
    assertThat(lives)
        .allSatisfy(
            life -> assertThat(life.points().getLast().ageSeconds()).isLessThanOrEqualTo(86_400));
    double hourly =
        lives.stream()
            .filter(life -> life.points().getLast().ageSeconds() > 8 * 3600)
            .mapToDouble(
                life ->
                    3600
                        * life.points().getLast().growthBytes()
                        / life.points().getLast().ageSeconds())
            .average()
            .orElseThrow();
    assertThat(hourly / TrueLaw.MIB).isBetween(10.0, 18.0);
  }

  @Test
  void aHigherLimit_restartsLessAndExceedsTheBudgetMore() {
    Outcome low = new PlayedHost(DAILY, LIMIT, 0, 1).judge(2, 14);
    Outcome high = new PlayedHost(DAILY, 2 * LIMIT, 0, 1).judge(2, 14);
    assertThat(high.restarts()).isLessThan(low.restarts());
    assertThat(high.above()).isGreaterThan(low.above());
    assertThat(low.hostHours()).isEqualTo(14 * 24);
    assertThat(low.workerHours()).isEqualTo(14 * 24 * 24);
  }

  @Test
  void load_isOneOverADay() {
    double sum = 0;
    for (int hour = 0; hour < 24; hour++) {
      sum += TrueLaw.swing(hour);
    }
    assertThat(sum / 24).isCloseTo(1, within(1e-9));
  }

  @Test
  void sameSeed_isTheSameHost() {
    assertThat(new PlayedHost(DAILY, LIMIT, 0.3, 7).judge(1, 3))
        .isEqualTo(new PlayedHost(DAILY, LIMIT, 0.3, 7).judge(1, 3));
  }
}
