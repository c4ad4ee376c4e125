package dev.cowbell.api.server.report;

import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.util.Comparator;
import java.util.List;

/**
 * What sharing loss costs a service on one hardware class today.
 *
 * @param lossBytes mean loss of the workers read times the workers alive, over all arms: a bound,
 *     since some loss cannot be avoided
 * @param keepable what of it the best measured arm would keep; no workers where none was measured
 */
public record Opportunity(
    ServiceOnClass scope,
    String generation,
    int workers,
    double lossBytes,
    GenerationSavings.Part keepable,
    boolean simulated) {
  /** The dearest first; sections whose workers were not read are left out. */
  public static List<Opportunity> ranked(List<ServiceReport> sections) {
    return sections.stream()
        .filter(section -> section.arms().stream().anyMatch(arm -> arm.means().isPresent()))
        .map(Opportunity::of)
        .sorted(Comparator.comparingDouble(Opportunity::lossBytes).reversed())
        .toList();
  }

  private static Opportunity of(ServiceReport section) {
    return new Opportunity(
        section.scope(),
        section.hardwareClass().generation(),
        section.workers(),
        section.arms().stream().mapToDouble(Opportunity::loss).sum(),
        GenerationSavings.remaining(section),
        section.simulated());
  }

  private static double loss(Arm arm) {
    return arm.means().map(means -> means.lossBytes() * arm.workers()).orElse(0.0);
  }
}
