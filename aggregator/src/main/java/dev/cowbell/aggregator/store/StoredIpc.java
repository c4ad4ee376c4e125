package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.experiment.Effect;
import dev.cowbell.aggregator.experiment.SpendingWelch;
import dev.cowbell.aggregator.guardrail.IpcChange;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How an arm changes instructions per cycle, over hosts that ran nothing else. */
record StoredIpc(Connection connection) {

  private static final Duration WINDOW = Duration.ofDays(1);

  /** Cycles per instruction of one host under one arm. */
  private record HostCpi(long samples, double sum) {
    HostCpi plus(long more, double mean) {
      return new HostCpi(samples + more, sum + more * mean);
    }

    double ipc() {
      return samples / sum;
    }
  }

  /**
   * The change relative to the control, over the day before a moment; empty where there are too few
   * hosts or no counters. Hosts that ran both arms that day are left out.
   */
  Optional<IpcChange> between(ServiceOnClass about, String control, String treatment, Instant now) {
    Map<String, Map<String, HostCpi>> arms = new HashMap<>();
    Instant since = now.minus(WINDOW);
    new Query(ThresholdSql.CPI, about.service(), about.hardwareClass(), now, since, since)
        .read(
            connection,
            row ->
                arms.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                    .merge(
                        row.getString(2),
                        new HostCpi(row.getLong(4), row.getLong(4) * row.getDouble(5)),
                        (a, b) -> a.plus(b.samples, b.sum / b.samples)));
    double[] before = of(arms, control);
    double[] after = of(arms, treatment);
    int look = SpendingWelch.lookAt(before.length, after.length);
    return SpendingWelch.DEFAULT.interval(look, before, after) instanceof Effect effect
        ? Optional.of(relative(effect, Arrays.stream(before).average().orElse(1)))
        : Optional.empty();
  }

  private static IpcChange relative(Effect effect, double control) {
    return new IpcChange(effect.low() / control, effect.high() / control);
  }

  private static double[] of(Map<String, Map<String, HostCpi>> hosts, String arm) {
    return hosts.values().stream()
        .filter(arms -> arms.size() == 1 && arms.containsKey(arm))
        .flatMapToDouble(arms -> arms.values().stream().mapToDouble(HostCpi::ipc))
        .toArray();
  }
}
