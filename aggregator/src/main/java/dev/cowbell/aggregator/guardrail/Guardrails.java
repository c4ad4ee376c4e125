package dev.cowbell.aggregator.guardrail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Holds hosts that have a change against themselves without it.
 *
 * <p>One slow restart is chance; two of one host are a breach. A fault that shows in few reloads
 * rarely hits one host twice, so a generation is also in breach when the share of slow restarts is
 * above {@link Limits#slowShare} beyond doubt: its lower Clopper-Pearson bound, the 5 % quantile of
 * Beta(slow, reloads - slow + 1), is. Two outliers among ten thousand reloads are not.
 */
public record Guardrails(Limits limits) {
  private static final double DOUBT = 0.05;

  /** The verdict on a generation. */
  public Judgement judge(
      String generation,
      List<HostObservation> observations,
      Map<String, HostBaseline> baselines,
      Optional<IpcChange> ipc) {
    List<HostJudgement> judged =
        observations.stream()
            .sorted(Comparator.comparing(HostObservation::at))
            .map(seen -> HostRails.judge(limits, seen, baselineOf(seen, baselines)))
            .toList();
    List<Breach> breaches = new ArrayList<>();
    judged.forEach(host -> breaches.addAll(host.breaches()));
    breaches.addAll(repeatedlySlow(judged));
    breaches.addAll(oftenSlow(generation, judged));
    ipc.ifPresent(change -> breaches.addAll(slowerCode(generation, change, judged)));
    return new Judgement(
        breaches,
        unjudged(judged, ipc),
        (int) judged.stream().filter(host -> host.observation().isReload()).count(),
        cleanReloads(judged),
        cleanReloadsInARow(judged));
  }

  private static HostBaseline baselineOf(
      HostObservation seen, Map<String, HostBaseline> baselines) {
    return baselines.getOrDefault(seen.hostId(), HostBaseline.UNKNOWN);
  }

  private List<Breach> repeatedlySlow(List<HostJudgement> judged) {
    Map<String, List<Breach>> slowByHost =
        judged.stream()
            .flatMap(host -> host.slowRestart().stream())
            .collect(Collectors.groupingBy(Breach::subject, TreeMap::new, Collectors.toList()));
    return slowByHost.values().stream()
        .filter(slow -> slow.size() >= limits.slowRestarts())
        .map(List::getLast)
        .toList();
  }

  private List<Breach> oftenSlow(String generation, List<HostJudgement> judged) {
    List<HostJudgement> timed =
        judged.stream()
            .filter(host -> host.observation().isReload())
            .filter(host -> !host.unjudged().contains(Rail.RESTART_TIME))
            .toList();
    List<Breach> slow = timed.stream().flatMap(host -> host.slowRestart().stream()).toList();
    return slow.size() >= limits.slowRestarts()
            && atLeast(slow.size(), timed.size()) > limits.slowShare()
        ? List.of(
            new Breach(
                Rail.RESTART_TIME,
                generation,
                slow.getLast().observed(),
                slow.getLast().allowed(),
                slow.getLast().at()))
        : List.of();
  }

  /** The share that is exceeded beyond doubt. */
  static double atLeast(int events, int trials) {
    return events == 0
        ? 0
        : BetaDistribution.of(events, trials - events + 1.0).inverseCumulativeProbability(DOUBT);
  }

  private List<Breach> slowerCode(String generation, IpcChange change, List<HostJudgement> judged) {
    Instant at = judged.isEmpty() ? Instant.EPOCH : judged.getLast().observation().at();
    return change.high() < limits.ipcChange()
        ? List.of(
            new Breach(
                Rail.INSTRUCTIONS_PER_CYCLE, generation, change.high(), limits.ipcChange(), at))
        : List.of();
  }

  private static Set<Rail> unjudged(List<HostJudgement> judged, Optional<IpcChange> ipc) {
    Set<Rail> unjudged = EnumSet.noneOf(Rail.class);
    judged.forEach(host -> unjudged.addAll(host.unjudged()));
    if (ipc.isEmpty()) {
      unjudged.add(Rail.INSTRUCTIONS_PER_CYCLE);
    }
    return unjudged;
  }

  private static Map<String, Integer> cleanReloads(List<HostJudgement> judged) {
    return judged.stream()
        .filter(HostJudgement::isCleanReload)
        .collect(Collectors.toMap(host -> host.observation().hostId(), _ -> 1, Integer::sum));
  }

  private static int cleanReloadsInARow(List<HostJudgement> judged) {
    int inARow = 0;
    for (HostJudgement host : judged) {
      boolean dirty = !host.breaches().isEmpty() || host.isSlow();
      inARow = dirty ? 0 : inARow + (host.isCleanReload() ? 1 : 0);
    }
    return inARow;
  }
}
