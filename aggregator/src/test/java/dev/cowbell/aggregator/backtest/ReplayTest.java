package dev.cowbell.aggregator.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.Lives;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final int WORKERS = 12;
  private static final Trace DAILY = trace(WORKERS * 200 * Lives.MIB);

  /**
   * 85 at once and 10 an hour: a limit of 185 is reached after ten hours, twice between deploys.
   */
  @Test
  void aStaticLimit_restartsAsOftenAsArithmeticSays() {
    Score score = new Replay(DAILY).under(new StaticLimit(185 * Lives.MIB));
    assertThat(score.violationsPerWorkerDay()).isCloseTo(2, within(0.3));
    assertThat(score.restartsPerWorkerDay()).isCloseTo(3, within(0.3));
    assertThat(score.changesPerWeek()).isZero();
    assertThat(score.breachShare()).isZero();
    assertThat(score.slackShare()).isBetween(0.15, 0.4);
  }

  @Test
  void noLimitAtAll_breachesTheBudgetEachEvening() {
    Score score = new Replay(DAILY).under(new StaticLimit(1e12));
    assertThat(score.violationsPerWorkerDay()).isZero();
    // 85 + 10 an hour exceed 200 for the last half of the day.
    assertThat(score.breachShare()).isCloseTo(0.5, within(0.1));
    assertThat(score.fullest()).anyMatch(share -> share > 1.4);
  }

  @Test
  void ours_breachesNothing_andSaysNothingElseOnSteadyInput() {
    Score ours = new Replay(DAILY).under(Baselines.against(0).getFirst());
    assertThat(ours.rule()).isEqualTo("cowbell");
    assertThat(ours.breachShare()).isZero();
    assertThat(ours.limitBytes()).isGreaterThanOrEqualTo(200 * Lives.MIB * 0.99);
    assertThat(ours.changesPerWeek()).isLessThanOrEqualTo(1.1);
  }

  @Test
  void vpaOnGrowingWorkers_raisesItsLimitUntilTheHostIsFull() {
    Score vpa = new Replay(DAILY).under(Baselines.vpa());
    assertThat(vpa.breachShare()).isGreaterThan(0.1);
  }

  @Test
  void rules_seeOnlyThePast() {
    List<Double> newest = new ArrayList<>();
    List<Double> now = new ArrayList<>();
    new Replay(DAILY)
        .under(
            new LimitRule() {
              @Override
              public String name() {
                return "looker";
              }

              @Override
              public OptionalDouble limitBytes(Seen seen) {
                now.add(seen.nowSeconds());
                newest.add(
                    seen.lives().stream()
                        .mapToDouble(l -> l.bornAtSeconds() + l.points().getLast().ageSeconds())
                        .max()
                        .orElse(0));
                return OptionalDouble.empty();
              }
            });
    assertThat(now).hasSizeGreaterThanOrEqualTo(13);
    for (int i = 0; i < now.size(); i++) {
      assertThat(newest.get(i)).isLessThanOrEqualTo(now.get(i) + 1);
    }
  }

  @Test
  void sameTrace_givesTheSameScore() {
    assertThat(new Replay(DAILY).under(Baselines.vpa()))
        .isEqualTo(new Replay(DAILY).under(Baselines.vpa()));
  }

  @Test
  void aTraceOfOneReading_isReplayedWithoutAWord() {
    var life = new WorkerLife("h", 0, List.of(new LifePoint(1, 5, 5)));
    Trace tiny = new Trace("test", List.of(new TraceHost("h", 100, 1, 0, List.of(life))));
    for (LimitRule rule : Baselines.against(50)) {
      Score score = new Replay(tiny).under(rule);
      assertThat(score.breachShare()).as(rule.name()).isZero();
      assertThat(score.slackShare()).isBetween(0.0, 1.0);
    }
  }

  private static Trace trace(double budget) {
    List<TraceHost> hosts = new ArrayList<>();
    for (int host = 0; host < 2; host++) {
      String name = "h" + host;
      hosts.add(
          new TraceHost(
              name,
              budget,
              WORKERS,
              0,
              Lives.host(name, WORKERS, 7, 0.05, Double.MAX_VALUE, host)));
    }
    return new Trace("test", hosts);
  }
}
