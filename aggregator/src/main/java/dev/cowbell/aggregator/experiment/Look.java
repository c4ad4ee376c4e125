package dev.cowbell.aggregator.experiment;

import java.util.List;

/**
 * One look at one comparison within one hardware class. There is no way to pool looks of several
 * classes: what is true of each may be false of the mixture (Simpson's paradox).
 *
 * @param hardwareClass class
 * @param design how arms came to hosts
 * @param estimand what is compared
 * @param finding the answer
 * @param departures hosts that left, with reasons
 * @param pairsFilling pairs whose window is not full yet
 * @param standard the mix of ages at which equal ages were compared
 */
public record Look(
    String hardwareClass,
    Design design,
    Estimand estimand,
    Finding finding,
    List<Departure> departures,
    int pairsFilling,
    AgeStandard standard) {

  public Look {
    departures = List.copyOf(departures);
  }
}
