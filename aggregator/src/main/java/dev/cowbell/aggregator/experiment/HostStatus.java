package dev.cowbell.aggregator.experiment;

/** Where one host of an experiment stands. */
sealed interface HostStatus {

  /** Its window is full: it counts, and what it says no longer changes. */
  record Ready(HostProfile profile) implements HostStatus {}

  /** Its window fills; so many days are still missing. */
  record Filling(int missingDays) implements HostStatus {}

  /** It left. */
  record Gone(Departure departure) implements HostStatus {}
}
