package dev.cowbell.bench.rollout;

import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Target;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two rollouts played whole. That of the scenario {@code instagram} has to be held on Sandy
 * Bridge-EP before a twentieth of its hosts ran the change, pilots among them, to reach all hosts
 * of the others, and to foretell what was planted: 96 workers x 85 MiB = 7.97 GiB a host, 24.9 % of
 * 32 GiB. That of {@code one-in-ten}, whose fault shows in a tenth of reloads, has to be stopped
 * before it reaches the fleet.
 *
 * @param instagramHosts hosts of four generations
 * @param oneInTenHosts hosts of two generations
 */
public record RolloutBenchmark(int instagramHosts, int oneInTenHosts) {
  /**
   * The size at which results are quoted. Of 220 hosts a generation seven are pilots, one more than
   * whole days take to compare; with the first two of the canary that is less than a twentieth.
   */
  public static final RolloutBenchmark FULL = new RolloutBenchmark(880, 80);

  private static final String SANDY_BRIDGE = "Sandy Bridge-EP";
  private static final double PLANTED_BYTES_PER_WORKER = 85.0 * (1 << 20);
  private static final Duration INTERVAL = Duration.ofMinutes(30);
  private static final int DAYS = 7;

  /** Only for what hangs: how long it takes is up to the machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(45);

  /** Plays both; some ten minutes. */
  public List<Result> run() throws IOException, InterruptedException, SQLException {
    return Stream.concat(instagram(), oneInTen()).toList();
  }

  private Stream<Result> instagram() throws IOException, InterruptedException, SQLException {
    Outcome outcome =
        new Drill(
                ScenarioFile.read("instagram"),
                instagramHosts,
                INTERVAL,
                DAYS,
                Duration.ofSeconds(30),
                1000,
                PATIENCE,
                System.err::println)
            .run(
                now ->
                    !now.generations().isEmpty() && others(now).allMatch(RolloutBenchmark::isOver));
    Outcome.OfGeneration sandyBridge = generation(outcome, SANDY_BRIDGE);
    return Stream.of(
        Result.of("sandy_bridge_hosts_touched_share", sandyBridge.touchedShare(), "share of hosts")
            .promised(new Target.AtMost(Math.nextDown(0.05))),
        Result.of(
                "sandy_bridge_held_at_canary",
                sandyBridge.stage().equals("HELD") && sandyBridge.stoppedAt().equals("CANARY")
                    ? 1
                    : 0,
                "1 is yes")
            .promised(new Target.AtLeast(1)),
        Result.of(
                "instagram_generations_in_fleet",
                (double) others(outcome).filter(one -> one.stage().equals("FLEET")).count(),
                "generations of 3")
            .promised(new Target.AtLeast(3)),
        Result.of("instagram_savings_error_percent", savingsError(outcome), "percent")
            .promised(new Target.AtMost(3)));
  }

  private Stream<Result> oneInTen() throws IOException, InterruptedException, SQLException {
    Outcome outcome =
        new Drill(
                ScenarioFile.read("one-in-ten"),
                oneInTenHosts,
                INTERVAL,
                DAYS,
                Duration.ofSeconds(5),
                5000,
                PATIENCE,
                System.err::println)
            .run(
                now ->
                    !now.generations().isEmpty()
                        && now.generations().values().stream().allMatch(RolloutBenchmark::isOver));
    List<Outcome.OfGeneration> all = List.copyOf(outcome.generations().values());
    return Stream.of(
        Result.of(
                "one_in_ten_stopped_share",
                share(all, all.stream().filter(Outcome.OfGeneration::isStopped).count()),
                "share of generations")
            .promised(new Target.AtLeast(1)),
        Result.of(
            "one_in_ten_stopped_in_expand_share",
            share(all, all.stream().filter(one -> one.stoppedAt().equals("EXPAND")).count()),
            "share of generations"));
  }

  /** The worst of the generations that reached the fleet, in per cent of what was planted. */
  private static double savingsError(Outcome outcome) {
    return others(outcome)
        .mapToDouble(one -> one.advice().getPolicy().getBytesPerWorker())
        .map(bytes -> 100 * Math.abs(bytes / PLANTED_BYTES_PER_WORKER - 1))
        .max()
        .orElse(100);
  }

  private static boolean isOver(Outcome.OfGeneration generation) {
    return generation.isStopped() || generation.stage().equals("FLEET");
  }

  private static Stream<Outcome.OfGeneration> others(Outcome outcome) {
    return outcome.generations().entrySet().stream()
        .filter(one -> !one.getKey().equals(SANDY_BRIDGE))
        .map(Map.Entry::getValue);
  }

  private static Outcome.OfGeneration generation(Outcome outcome, String name) {
    Outcome.OfGeneration found = outcome.generations().get(name);
    if (found == null) {
      throw new IllegalStateException("no advice was given on " + name + " before the drill ended");
    }
    return found;
  }

  private static double share(List<Outcome.OfGeneration> all, long some) {
    return all.isEmpty() ? 0 : (double) some / all.size();
  }
}
