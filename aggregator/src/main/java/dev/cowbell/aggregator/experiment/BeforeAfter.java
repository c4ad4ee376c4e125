package dev.cowbell.aggregator.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The second-best design: every host is its own control, its last days before a change against its
 * first days after it. Differences of hosts are judged as those of pairs are. What else changed on
 * the day of the change is in the effect, which is why the design is named with every answer; one
 * host alone gives no interval at all.
 *
 * @param hardwareClass class of the hosts
 * @param before what the hosts ran before
 * @param after what they run since
 * @param changedOn day of the change by host, in days since 1970-01-01
 * @param standard mix of ages agreed on: that of the first look with an answer, kept from then on,
 *     so that hosts that join later move no value; empty before
 * @param window days that count on either side
 * @param mixture how the interval is found
 * @param worthKnowing the smallest effect anybody would act on, in the unit of the figure
 */
public record BeforeAfter(
    String hardwareClass,
    AssignedArm before,
    AssignedArm after,
    Map<String, Long> changedOn,
    Optional<AgeStandard> standard,
    EvidenceWindow window,
    PairedTMixture mixture,
    double worthKnowing) {

  public BeforeAfter {
    changedOn = Map.copyOf(changedOn);
  }

  /** One look, on day {@code today}. */
  public Look at(long today, Collection<HostDay> hostDays, Estimand estimand) {
    Map<String, List<HostDay>> byHost =
        hostDays.stream().collect(Collectors.groupingBy(HostDay::hostId));
    var contrast = new PairedContrast();
    new TreeMap<>(changedOn)
        .forEach(
            (host, day) -> {
              List<HostDay> days = byHost.getOrDefault(host, List.of());
              contrast.add(
                  host,
                  statusBefore(host, days, day),
                  host,
                  window.statusOf(host, days, after, day, today));
            });
    return contrast.look(
        hardwareClass, Design.BEFORE_AFTER, estimand, standard, mixture, worthKnowing);
  }

  /** The days right before the change. They are over, so what is missing there stays missing. */
  private HostStatus statusBefore(String host, List<HostDay> hostDays, long changedOn) {
    long from = changedOn - window.days();
    List<HostDay> counting =
        hostDays.stream()
            .filter(day -> day.epochDay() >= from && day.epochDay() < changedOn)
            .toList();
    var bare = new EvidenceWindow(window.days(), 0, 0);
    HostStatus status = bare.statusOf(host, counting, before, from, changedOn);
    boolean full = counting.stream().map(HostDay::epochDay).distinct().count() == window.days();
    return full ? status : new HostStatus.Gone(new Departure(host, Departure.Reason.NO_HISTORY));
  }
}
