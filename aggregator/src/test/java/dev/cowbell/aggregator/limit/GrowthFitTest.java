package dev.cowbell.aggregator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthFitTest {

  @Test
  void growthAndPace_areFoundAgain() {
    GrowthLaw law = GrowthFit.of(hosts(6, 0.3, Double.MAX_VALUE));
    assertThat(law.meanPrivateBytes(10 * Lives.HOUR) / Lives.MIB).isCloseTo(185, within(6.0));
    assertThat(law.paceSpread()).isCloseTo(0.3, within(0.03));
    assertThat(law.sharedPaceSpread()).isLessThan(0.08);
    assertThat(law.hostDays()).isEqualTo(30);
  }

  /**
   * Under a limit that half the workers reach, only slow ones are seen old. Their mean size at 12
   * hours is far below that of the average worker, which the law must not believe.
   */
  @Test
  void restarts_censorAndDoNotBias() {
    double limit = Lives.LOSS + 120 * Lives.MIB;
    List<WorkerLife> lives = hosts(6, 0.5, limit);
    double survivors =
        lives.stream()
            .flatMap(life -> life.points().stream())
            .filter(point -> point.ageSeconds() > 17.5 * Lives.HOUR)
            .mapToDouble(point -> point.growthBytes() / (point.ageSeconds() / Lives.HOUR))
            .average()
            .orElseThrow();
    assertThat(survivors / Lives.MIB).isLessThan(7);
    GrowthLaw law = GrowthFit.of(lives);
    assertThat((law.meanPrivateBytes(18 * Lives.HOUR) - Lives.LOSS) / 18 / Lives.MIB)
        .isCloseTo(10, within(0.8));
  }

  @Test
  void loadByTheHour_isToldApartFromAge() {
    List<WorkerLife> lives = new ArrayList<>();
    for (int worker = 0; worker < 200; worker++) {
      lives.add(swinging("h" + worker % 10, worker * 1777.0));
    }
    GrowthLaw law = GrowthFit.of(lives);
    assertThat(law.clock().loadByHour()[15]).isCloseTo(1.4, within(0.12));
    assertThat(law.clock().loadByHour()[3]).isCloseTo(0.6, within(0.12));
    assertThat(law.paceSpread()).isLessThan(0.06);
  }

  @Test
  void negativeGrowth_isNoGrowth_andNeverReachesALimit() {
    List<LifePoint> shrinking =
        List.of(
            new LifePoint(60, 10, 100), new LifePoint(3660, 10, 50), new LifePoint(7260, 10, -20));
    GrowthLaw law = GrowthFit.of(List.of(new WorkerLife("h", 0, shrinking)));
    assertThat(law.meanPrivateBytes(1e6)).isBetween(0.0, 10.0);
    assertThat(law.ageReaching(1000, 1)).isEqualTo(GrowthLaw.NEVER_SECONDS);
  }

  @Test
  void nothingAtAll_isALawOfNothing() {
    GrowthLaw law = GrowthFit.of(List.of());
    assertThat(law.lives()).isZero();
    assertThat(law.meanPrivateBytes(1e6)).isZero();
  }

  @Test
  void workersThatLiveSeconds_giveABoundedLaw() {
    List<WorkerLife> lives = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      lives.add(
          new WorkerLife(
              "h",
              i * 10.0,
              List.of(new LifePoint(1, 5, 0), new LifePoint(4, 5, 3), new LifePoint(4, 5, 3))));
    }
    GrowthLaw law = GrowthFit.of(lives);
    assertThat(law.meanPrivateBytes(4)).isBetween(5.0, 9.0);
    assertThat(law.paceSpread()).isZero();
    assertThat(new LimitModel(law, Rhythm.none()).isUsable()).isFalse();
  }

  @Test
  void oneHost_isALawWithAWideMargin() {
    GrowthLaw law = GrowthFit.of(Lives.host("only", 20, 1, 0.3, Double.MAX_VALUE, 1));
    assertThat(law.hostDays()).isEqualTo(1);
    assertThat(law.sharedPaceSpread()).isZero();
    assertThat(RestartLimit.margin(law)).isGreaterThan(0.2);
  }

  @Test
  void workersThatAreAllAlike_haveNoSpread() {
    GrowthLaw law = GrowthFit.of(hosts(2, 0, Double.MAX_VALUE));
    assertThat(law.paceSpread()).isCloseTo(0, within(1e-6));
    assertThat(law.meanPrivateBytes(10 * Lives.HOUR) / Lives.MIB).isCloseTo(185, within(1.0));
  }

  /**
   * Clocks that are hours apart move load to other hours, which costs some precision and no more.
   */
  @Test
  void clocksThatDiffer_doNotMoveTheLaw() {
    List<WorkerLife> lives = new ArrayList<>(hosts(4, 0.3, Double.MAX_VALUE));
    for (WorkerLife life : hosts(2, 0.3, Double.MAX_VALUE)) {
      lives.add(new WorkerLife("skewed", life.bornAtSeconds() + 5 * Lives.HOUR, life.points()));
    }
    assertThat(GrowthFit.of(lives).meanPrivateBytes(10 * Lives.HOUR) / Lives.MIB)
        .isCloseTo(185, within(8.0));
  }

  @Test
  void aFleetThatHalvesOvernight_growsAsBefore() {
    List<WorkerLife> lives = new ArrayList<>(hosts(3, 0.3, Double.MAX_VALUE));
    for (WorkerLife life : hosts(6, 0.3, Double.MAX_VALUE)) {
      if (life.bornAtSeconds() < 2 * 86_400) {
        lives.add(new WorkerLife("gone-" + life.host(), life.bornAtSeconds(), life.points()));
      }
    }
    assertThat(GrowthFit.of(lives).meanPrivateBytes(10 * Lives.HOUR) / Lives.MIB)
        .isCloseTo(185, within(6.0));
  }

  private static List<WorkerLife> hosts(int count, double spread, double limit) {
    List<WorkerLife> lives = new ArrayList<>();
    for (int host = 0; host < count; host++) {
      lives.addAll(Lives.host("h" + host, 40, 5, spread, limit, host));
    }
    return lives;
  }

  /** Growth of 10 an hour on average, 1.4 times as much at 15 h, 0.6 times at 3 h. */
  private static WorkerLife swinging(String host, double born) {
    List<LifePoint> points = new ArrayList<>();
    double growth = 0;
    for (int minute = 0; minute <= 30 * 60; minute += 30) {
      points.add(new LifePoint(minute * 60.0, 0, growth));
      double hour = ((born + minute * 60.0 + 900) / Lives.HOUR) % 24;
      growth += 5 * Lives.MIB * (1 + 0.4 * Math.cos(2 * Math.PI * (hour - 15.5) / 24));
    }
    return new WorkerLife(host, born, points);
  }
}
