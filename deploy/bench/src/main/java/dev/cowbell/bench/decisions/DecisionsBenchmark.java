package dev.cowbell.bench.decisions;

import dev.cowbell.aggregator.experiment.PairedTMixture;
import dev.cowbell.bench.limits.LimitBenchmark;
import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Skipped;
import dev.cowbell.bench.result.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks what experiments promise: at most 5 % of experiments without an effect ever declare one
 * though they are looked at every day, intervals hold the truth at all looks at once, and what that
 * costs in width and hosts. Shares and widths are those of the worst regime and rule.
 *
 * <p>Two more shares show what the rules are for: {@code aa_false_positive_share_fixed_welch}, what
 * an uncorrected test looked at every day would declare, and {@code
 * aa_false_positive_share_moving_means}, what the t-mixture would on a fixed number of pairs whose
 * means every new day moves, as if a day were new evidence.
 *
 * @param experiments experiments per regime and rule
 * @param decisions experiments for the number of hosts it takes
 * @param freshHosts hosts that restart limits are judged on
 * @param fleet the fleet that is decided on from its roll-ups
 */
public record DecisionsBenchmark(
    int experiments, int decisions, int freshHosts, FleetDecided fleet) {
  /** The size at which results are quoted. */
  public static final DecisionsBenchmark FULL =
      new DecisionsBenchmark(10_000, 20_000, LimitBenchmark.FRESH_HOSTS, FleetDecided.FULL);

  private static final long SEED = 20_260_101;
  private static final long SEEDS_PER_REGIME = 1_000_000;
  private static final int FEWEST_PAIRS = PairedTMixture.DEFAULT.leastPairs();
  private static final int HOSTS_AT_WIDTH = 8;
  private static final double POWER = 0.8;
  private static final Set<Rule> RULES = EnumSet.of(Rule.PAIRED_T_MIXTURE, Rule.SPENDING_WELCH);

  /**
   * Runs it; some minutes on two cores at full size.
   *
   * @param rollouts what rollouts that were played whole came to; empty where none was
   */
  public Findings run(List<Result> rollouts)
      throws IOException, InterruptedException, SQLException {
    return new Findings(
        Stream.of(
                errors(),
                costs(),
                new LimitBenchmark(freshHosts).run(),
                fleet.run().stream(),
                rollouts.stream())
            .flatMap(results -> results)
            .toList(),
        skipped(rollouts));
  }

  private Stream<Result> errors() {
    return Stream.of(
        worst(RULES, LookedAtDaily::falseAlarms)
            .named("aa_false_positive_share")
            .promised(new Target.AtMost(0.05)),
        least(RULES).named("ab_interval_coverage").promised(new Target.AtLeast(0.95)),
        worst(Set.of(Rule.FIXED_WELCH), LookedAtDaily::falseAlarms)
            .named("aa_false_positive_share_fixed_welch"),
        worst(
                Set.of(Rule.PAIRED_T_MIXTURE),
                (daily, rule) -> daily.falseAlarmsOfMovingMeans(rule, FEWEST_PAIRS))
            .named("aa_false_positive_share_moving_means"));
  }

  private Stream<Result> costs() {
    var hosts = new HostsToDecide(decisions, SEED);
    int[] mixture = hosts.of(Rule.PAIRED_T_MIXTURE);
    int[] spending = hosts.of(Rule.SPENDING_WELCH);
    return Stream.of(
        Result.of("half_width_ratio_to_welch", widest(), "ratio").promised(new Target.AtMost(2.2)),
        Result.of("hosts_per_arm_to_decide_median", quantile(mixture, 0.5), "hosts per arm")
            .promised(new Target.AtMost(6)),
        Result.of("hosts_per_arm_to_decide_p80", quantile(mixture, 0.8), "hosts per arm"),
        Result.of(
            "hosts_per_arm_to_decide_median_unpaired", quantile(spending, 0.5), "hosts per arm"),
        Result.of("welch_hosts_per_arm", hosts.fixedWelch(POWER), "hosts per arm, power 0.8"));
  }

  private Share worst(Set<Rule> rules, Measure measure) {
    return shares(rules, measure).max(Comparator.comparingDouble(Share::value)).orElseThrow();
  }

  private Share least(Set<Rule> rules) {
    return shares(rules, LookedAtDaily::coverage)
        .min(Comparator.comparingDouble(Share::value))
        .orElseThrow();
  }

  private Stream<Share> shares(Set<Rule> rules, Measure measure) {
    return perRegime(daily -> rules.stream().map(rule -> measure.of(daily, rule)));
  }

  private double widest() {
    return perRegime(
            daily -> RULES.stream().map(rule -> daily.widthAgainstWelch(rule, HOSTS_AT_WIDTH)))
        .mapToDouble(Double::doubleValue)
        .max()
        .orElseThrow();
  }

  private <T> Stream<T> perRegime(Function<LookedAtDaily, Stream<T>> figures) {
    return Stream.of(Regime.values())
        .map(
            regime ->
                new LookedAtDaily(
                    regime, experiments, SEED + SEEDS_PER_REGIME * (long) regime.name().hashCode()))
        .flatMap(figures);
  }

  private static double quantile(int[] ascending, double share) {
    return ascending[(int) Math.ceil(share * ascending.length) - 1];
  }

  private static List<Skipped> skipped(List<Result> rollouts) {
    return !rollouts.isEmpty()
        ? List.of()
        : Stream.of("sandy_bridge_hosts_touched_share", "instagram_savings_error_percent")
            .map(name -> new Skipped(name, "no rollout was played"))
            .toList();
  }

  /** What is measured of one rule in one regime. */
  private interface Measure {
    Share of(LookedAtDaily daily, Rule rule);
  }
}
