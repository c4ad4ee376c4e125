package dev.cowbell.aggregator.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An experiment on paired hosts of one hardware class.
 *
 * @param plan who is on which arm
 * @param control what the control hosts must run
 * @param treatment what the treated hosts must run
 * @param assignedOn day from which they must, in days since 1970-01-01
 * @param standard mix of ages agreed on: that of the first look with an answer, kept from then on,
 *     so that hosts that join later move no value; empty before
 * @param window the days of a host that count
 * @param mixture how the interval is found
 * @param worthKnowing the smallest effect anybody would act on, in the unit of the figure
 */
public record PairedExperiment(
    PairPlan plan,
    AssignedArm control,
    AssignedArm treatment,
    long assignedOn,
    Optional<AgeStandard> standard,
    EvidenceWindow window,
    PairedTMixture mixture,
    double worthKnowing) {

  /** One look, on day {@code today}, at everything the hosts showed so far, in any order. */
  public Look at(long today, Collection<HostDay> hostDays, Estimand estimand) {
    Map<String, List<HostDay>> byHost =
        hostDays.stream().collect(Collectors.groupingBy(HostDay::hostId));
    var contrast = new PairedContrast();
    for (HostPair pair : plan.pairs()) {
      contrast.add(
          pair.controlHost(),
          status(pair.controlHost(), byHost, control, today),
          pair.treatmentHost(),
          status(pair.treatmentHost(), byHost, treatment, today));
    }
    return contrast.look(
        plan.hardwareClass(), Design.PAIRED, estimand, standard, mixture, worthKnowing);
  }

  private HostStatus status(
      String host, Map<String, List<HostDay>> byHost, AssignedArm arm, long today) {
    return window.statusOf(host, byHost.getOrDefault(host, List.of()), arm, assignedOn, today);
  }
}
