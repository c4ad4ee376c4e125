package dev.cowbell.aggregator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class RestartLimitTest {

  private static final FleetShape SHAPE = new FleetShape(96, 96 * 200 * Lives.MIB, 0);
  private static final Map<Double, LimitModel> MODELS = new ConcurrentHashMap<>();
  private static final LimitModel DAILY = model(0.3);

  @Test
  void limit_isAboveTheEvenShare_andKeepsItsPromise() {
    RestartLimit limit = RestartLimit.best(DAILY, SHAPE);
    assertThat(limit.bytes()).isGreaterThan(1.1 * SHAPE.evenShareBytes());
    assertThat(limit.violationShare()).isLessThanOrEqualTo(0.0005);
    assertThat(limit.peakBytes()).isLessThan(SHAPE.budgetBytes());
  }

  /** N x mean alone would bear this limit; in step, workers stand near it together. */
  @Test
  void agesInStep_bearLessThanMixedOnes_whenWorkersAreAlike() {
    LimitModel alike = model(0.05);
    LimitModel mixed = new LimitModel(alike.law(), Rhythm.none());
    assertThat(RestartLimit.of(alike, SHAPE, LimitPolicy.DEFAULT).bytes())
        .isLessThan(0.85 * RestartLimit.of(mixed, SHAPE, LimitPolicy.DEFAULT).bytes());
  }

  @Test
  void jitter_letsWorkersThatAreAlikeAndInStep_growLarger() {
    LimitModel alike = model(0.05);
    assertThat(RestartLimit.of(alike, SHAPE, LimitPolicy.DEFAULT.withJitter(0.3)).bytes())
        .isGreaterThan(1.1 * RestartLimit.of(alike, SHAPE, LimitPolicy.DEFAULT).bytes());
  }

  @Test
  void sharedVariation_isPaidForInFull() {
    GrowthLaw law = DAILY.law();
    GrowthLaw shared =
        new GrowthLaw(
            law.loss(),
            law.growth(),
            law.paceSpread(),
            law.sharedPaceSpread(),
            law.lossSpreadBytes(),
            20 * Lives.MIB,
            law.clock(),
            law.lives(),
            law.hostDays(),
            law.oldestSeconds());
    double without = RestartLimit.of(DAILY, SHAPE, LimitPolicy.DEFAULT).bytes();
    double with =
        RestartLimit.of(new LimitModel(shared, DAILY.rhythm()), SHAPE, LimitPolicy.DEFAULT).bytes();
    assertThat(with).isLessThan(without - 20 * Lives.MIB);
  }

  @Test
  void workersThatTearDownTheirMemory_leaveRoomForIt() {
    FleetShape tearing = new FleetShape(96, SHAPE.budgetBytes(), 40 * Lives.MIB);
    double immediate = RestartLimit.of(DAILY, SHAPE, LimitPolicy.DEFAULT).bytes();
    double normal = RestartLimit.of(DAILY, tearing, LimitPolicy.DEFAULT).bytes();
    assertThat(normal).isLessThan(immediate);
    assertThat(normal).isGreaterThanOrEqualTo(tearing.alwaysSafeBytes());
  }

  @Test
  void neverBelowWhatIsSafeWhateverTheAges() {
    for (double spread : new double[] {0, 0.3, 1}) {
      assertThat(RestartLimit.best(model(spread), SHAPE).bytes())
          .isGreaterThanOrEqualTo(SHAPE.alwaysSafeBytes());
    }
  }

  @Test
  void oneWorker_getsTheWholeBudget() {
    FleetShape one = new FleetShape(1, 300 * Lives.MIB, 0);
    assertThat(RestartLimit.best(DAILY, one).bytes()).isGreaterThanOrEqualTo(300 * Lives.MIB);
  }

  @Test
  void noBudget_isNoLimit_andNotAnException() {
    RestartLimit limit = RestartLimit.best(DAILY, new FleetShape(96, 0, 0));
    assertThat(limit.bytes()).isZero();
    assertThat(limit.restartsPerWorkerDay()).isPositive();
  }

  @Test
  void workersThatNeverGrow_areNeverRestarted() {
    List<WorkerLife> still = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      still.add(
          new WorkerLife(
              "h" + i, 0, List.of(new LifePoint(60, 50, 5), new LifePoint(36_000, 50, 5))));
    }
    LimitModel model = LimitModel.of(still, 20);
    RestartLimit limit = RestartLimit.best(model, new FleetShape(20, 20 * 100, 0));
    assertThat(limit.restartsPerWorkerDay()).isZero();
    assertThat(limit.bytes()).isGreaterThanOrEqualTo(100);
  }

  @Test
  void sparingLimit_restartsOnceADay_andFitsMoreWorkers() {
    FleetShape roomy = new FleetShape(40, SHAPE.budgetBytes(), 0);
    RestartLimit largest = RestartLimit.best(DAILY, roomy);
    RestartLimit sparing = RestartLimit.sparing(1, largest, DAILY, roomy);
    assertThat(sparing.restartsPerWorkerDay()).isCloseTo(1, within(0.1));
    assertThat(sparing.bytes()).isLessThan(largest.bytes());
    assertThat(sparing.mostWorkers(DAILY, roomy, 200)).isGreaterThan(80);
  }

  @Test
  void margin_isAsTabulated() {
    assertThat(RestartLimit.margin(lawOf(280))).isCloseTo(0.022, within(0.001));
    assertThat(RestartLimit.margin(lawOf(20))).isCloseTo(0.055, within(0.001));
    assertThat(RestartLimit.margin(lawOf(1))).isCloseTo(0.21, within(0.001));
  }

  private static GrowthLaw lawOf(int hostDays) {
    GrowthLaw law = DAILY.law();
    return new GrowthLaw(
        law.loss(),
        law.growth(),
        0,
        0,
        0,
        0,
        law.clock(),
        law.lives(),
        hostDays,
        law.oldestSeconds());
  }

  private static LimitModel model(double spread) {
    return MODELS.computeIfAbsent(spread, RestartLimitTest::fitted);
  }

  private static LimitModel fitted(double spread) {
    List<WorkerLife> lives = new ArrayList<>();
    for (int host = 0; host < 3; host++) {
      lives.addAll(Lives.host("h" + host, 20, 5, spread, 300 * Lives.MIB, host));
    }
    return LimitModel.of(lives, 20);
  }
}
