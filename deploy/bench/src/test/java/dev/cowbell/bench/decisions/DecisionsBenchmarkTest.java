package dev.cowbell.bench.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Skipped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark at a size for every build; its margins are those of 500 experiments. */
class DecisionsBenchmarkTest {
  private static final Findings FOUND = found();

  private static Findings found() {
    try {
      return new DecisionsBenchmark(500, 2000, 12, new FleetDecided(2000, 20)).run(List.of());
    } catch (IOException | InterruptedException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyNamePromised_isMeasuredOrSkippedWithAReason() {
    assertThat(FOUND.results())
        .extracting(Result::name)
        .contains(
            "aa_false_positive_share",
            "ab_interval_coverage",
            "half_width_ratio_to_welch",
            "hosts_per_arm_to_decide_median",
            "welch_hosts_per_arm",
            "limit_violation_share",
            "restarts_over_oracle_percent",
            "decide_million_hosts_seconds");
    assertThat(FOUND.skipped())
        .extracting(Skipped::name)
        .containsExactly("sandy_bridge_hosts_touched_share", "instagram_savings_error_percent");
    assertThat(FOUND.skipped()).allMatch(one -> !one.reason().isBlank());
  }

  @Test
  void lookedAtDaily_experimentsWithoutAnEffectSeldomDeclareOne() {
    assertThat(value("aa_false_positive_share")).isLessThan(0.06);
  }

  @Test
  void intervals_holdTheTruthAtAllLooks() {
    assertThat(value("ab_interval_coverage")).isGreaterThan(0.92);
  }

  @Test
  void validity_costsLessThanTwiceTheWidthAndSixHosts() {
    assertThat(value("half_width_ratio_to_welch")).isBetween(1.5, 2.2);
    assertThat(value("hosts_per_arm_to_decide_median")).isEqualTo(6);
    assertThat(value("welch_hosts_per_arm")).isEqualTo(4);
  }

  /** Were these to fall to what is allowed, the simulation would no longer test anything. */
  @Test
  void waysThatAreNotValid_failAsTheyMust() {
    assertThat(value("aa_false_positive_share_fixed_welch")).isGreaterThan(0.15);
    assertThat(value("aa_false_positive_share_moving_means")).isGreaterThan(0.05);
  }

  /** 12 hosts for 14 days: an oracle fitted to so few host-hours is the strictest there is. */
  @Test
  void limits_keepTheBudgetAndCostFewRestarts_whereOthersDoNot() {
    assertThat(value("limit_violation_share")).isLessThan(0.003);
    assertThat(value("restarts_over_oracle_percent")).isLessThan(14);
    assertThat(value("limit_violation_share_vpa_daily_deploys_shared_load_like_workers"))
        .isGreaterThan(0.05);
  }

  /** The fleet holds 20 services on 10 classes, and frozen is the better arm of all of them. */
  @Test
  void aFleet_isDecidedFromItsRollUps_andWhatWasPlantedIsFound() {
    assertThat(value("decide_million_hosts_services_on_classes")).isEqualTo(200);
    assertThat(value("decide_million_hosts_advised")).isEqualTo(200);
    assertThat(value("decide_million_hosts_worst_error_percent")).isBetween(0.001, 30.0);
  }

  @Test
  void seeds_makeTheRunRepeatable() {
    var again = new LookedAtDaily(Regime.MIXED, 200, 7);
    assertThat(again.coverage(Rule.PAIRED_T_MIXTURE))
        .isEqualTo(new LookedAtDaily(Regime.MIXED, 200, 7).coverage(Rule.PAIRED_T_MIXTURE));
  }

  private static double value(String name) {
    return FOUND.results().stream()
        .filter(result -> result.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
