package dev.cowbell.aggregator.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The days of a host that make its one piece of evidence: its first {@code days} days after it took
 * its arm. A host counts when these are full, and its value is final from then on.
 *
 * <p>This is what makes looking every day harmless. A further day of the same host is not new
 * evidence: means that are moved by every new day make another draw of the same hosts each day, and
 * 30 such draws of 5 pairs declare a difference in 7 % of A/A experiments where days vary more than
 * hosts (benchmark {@code decisions}). With a window that is full once, the evidence is a sequence
 * of independent pairs, for which {@link PairedTMixture} is exact however often one looks.
 *
 * @param days days of evidence per host; 7 holds one of each weekday
 * @param settleDays days after the assignment that do not count, since they saw both arms
 * @param graceDays days without a report after which a host counts as vanished
 */
public record EvidenceWindow(int days, int settleDays, int graceDays) {
  public static final EvidenceWindow WEEK = new EvidenceWindow(7, 1, 3);

  public EvidenceWindow {
    if (days < 1 || settleDays < 0 || graceDays < 0) {
      throw new IllegalArgumentException(
          "a window has at least 1 day, and no negative days of settling or grace: %d, %d, %d"
              .formatted(days, settleDays, graceDays));
    }
  }

  /**
   * Where a host stands. A clock that runs ahead matters only until the window is full.
   *
   * @param hostDays all its days, in any order
   * @param arm the arm it was assigned to
   * @param assignedOn day of the assignment
   * @param today day of this look
   */
  HostStatus statusOf(
      String hostId, List<HostDay> hostDays, AssignedArm arm, long assignedOn, long today) {
    List<HostDay> counting = counting(hostDays, assignedOn + settleDays, today);
    Optional<Departure.Reason> breach =
        counting.stream().flatMap(day -> arm.breachedBy(day).stream()).findFirst();
    if (breach.isPresent()) {
      boolean never = counting.stream().noneMatch(day -> day.arm().equals(arm.name()));
      return gone(hostId, never ? Departure.Reason.NEVER_TOOK_ARM : breach.get());
    }
    boolean ahead = hostDays.stream().anyMatch(day -> day.epochDay() > today + 1);
    return fill(hostId, counting, assignedOn, ahead, today);
  }

  private HostStatus fill(
      String hostId, List<HostDay> counting, long assignedOn, boolean ahead, long today) {
    long seen = counting.stream().mapToLong(HostDay::epochDay).distinct().count();
    if (seen < days) {
      if (ahead) {
        return gone(hostId, Departure.Reason.CLOCK_AHEAD);
      }
      long last = counting.isEmpty() ? assignedOn + settleDays : counting.getLast().epochDay();
      boolean vanished = today - last > graceDays;
      return vanished
          ? gone(hostId, Departure.Reason.VANISHED)
          : new HostStatus.Filling((int) (days - seen));
    }
    HostProfile profile =
        new HostProfile(hostId, counting.stream().flatMap(day -> day.ages().stream()).toList());
    return profile.ages().isEmpty()
        ? gone(hostId, Departure.Reason.NOT_A_NUMBER)
        : new HostStatus.Ready(profile);
  }

  /** The first days of the window by the host's own clock; a day is whole when it is over. */
  private List<HostDay> counting(List<HostDay> hostDays, long from, long today) {
    List<Long> window =
        hostDays.stream()
            .map(HostDay::epochDay)
            .filter(day -> day >= from && day < today)
            .distinct()
            .sorted()
            .limit(days)
            .toList();
    return hostDays.stream()
        .filter(day -> window.contains(day.epochDay()))
        .sorted(Comparator.comparingLong(HostDay::epochDay))
        .toList();
  }

  private static HostStatus gone(String hostId, Departure.Reason reason) {
    return new HostStatus.Gone(new Departure(hostId, reason));
  }
}
