package dev.cowbell.aggregator.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pairs as far as their evidence has come: what both paired designs have in common. */
final class PairedContrast {
  static final Need OVERLAP =
      new Need.SomethingElse("workers of both arms that live to the same age");
  private static final double SHARE_THAT_MAY_LEAVE = 0.5;

  private final List<HostProfile> control = new ArrayList<>();
  private final List<HostProfile> treatment = new ArrayList<>();
  private final List<Departure> departures = new ArrayList<>();
  private final List<Integer> missingDays = new ArrayList<>();
  private int pairs;

  /** Adds a pair; both sides of the second design are the same host. */
  void add(String controlHost, HostStatus one, String treatmentHost, HostStatus other) {
    pairs++;
    if (one instanceof HostStatus.Ready(HostProfile first)
        && other instanceof HostStatus.Ready(HostProfile second)) {
      control.add(first);
      treatment.add(second);
    } else if (one instanceof HostStatus.Gone || other instanceof HostStatus.Gone) {
      depart(controlHost, one);
      if (!controlHost.equals(treatmentHost) || !(one instanceof HostStatus.Gone)) {
        depart(treatmentHost, other);
      }
    } else {
      missingDays.add(Math.max(missing(one), missing(other)));
    }
  }

  /**
   * The look.
   *
   * @param agreed the mix of ages agreed on, so that values stay what they were; else one that fits
   */
  Look look(
      String hardwareClass,
      Design design,
      Estimand estimand,
      Optional<AgeStandard> agreed,
      PairedTMixture mixture,
      double worthKnowing) {
    Contrast contrast =
        Contrast.ofPairs(
            control,
            treatment,
            estimand,
            agreed.orElseGet(() -> AgeStandard.sharedBy(control, treatment)));
    Finding finding = finding(contrast, mixture, worthKnowing);
    return new Look(
        hardwareClass,
        design,
        estimand,
        finding,
        contrast.departuresAfter(departures),
        missingDays.size(),
        contrast.standard());
  }

  private Finding finding(Contrast contrast, PairedTMixture mixture, double worthKnowing) {
    HostsPerArm seen = HostsPerArm.pairs(contrast.control().size());
    int stayed = contrast.control().size() + missingDays.size();
    if (!contrast.overlap() && !control.isEmpty()) {
      return InsufficientEvidence.of(Lack.AGES_NEVER_OVERLAP, seen, OVERLAP);
    }
    if (pairs > 0 && stayed < (1 - SHARE_THAT_MAY_LEAVE) * pairs) {
      return InsufficientEvidence.of(
          Lack.HOSTS_LEFT, seen, new Need.SomethingElse("a new experiment on hosts that stay"));
    }
    return switch (mixture.decide(worthKnowing, contrast.differences())) {
      case Effect effect -> effect;
      case InsufficientEvidence insufficient -> insufficient.needing(orTime(insufficient.needed()));
    };
  }

  /** Hosts that are needed and already take part only need time. */
  private Need orTime(Need need) {
    return switch (need) {
      case Need.MoreHosts(int perArm) when perArm <= missingDays.size() ->
          new Need.MoreTime(missingDays.stream().sorted().toList().get(perArm - 1));
      case Need.MoreHosts(int perArm) -> new Need.MoreHosts(perArm - missingDays.size());
      case Need.MoreTime _, Need.SomethingElse _ -> need;
    };
  }

  private void depart(String host, HostStatus status) {
    departures.add(
        status instanceof HostStatus.Gone(Departure departure)
            ? departure
            : new Departure(host, Departure.Reason.PARTNER_LEFT));
  }

  private static int missing(HostStatus status) {
    return status instanceof HostStatus.Filling(int days) ? days : 0;
  }
}
