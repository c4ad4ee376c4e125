package dev.cowbell.aggregator.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Values of two arms under one estimand.
 *
 * @param control one value per host
 * @param treatment one value per host
 * @param departures hosts that have no value under this estimand
 * @param standard the mix of ages that counts where ages are to be equal
 * @param overlap whether there was an age at which to compare
 */
record Contrast(
    List<Double> control,
    List<Double> treatment,
    List<Departure> departures,
    AgeStandard standard,
    boolean overlap) {

  /** Hosts by themselves. */
  static Contrast ofArms(
      List<HostProfile> control, List<HostProfile> treatment, Estimand estimand) {
    AgeStandard standard = AgeStandard.sharedBy(control, treatment);
    List<Departure> departures = new ArrayList<>();
    List<Double> ofControl = new ArrayList<>();
    List<Double> ofTreatment = new ArrayList<>();
    control.forEach(host -> admit(host, estimand, standard, ofControl, departures));
    treatment.forEach(host -> admit(host, estimand, standard, ofTreatment, departures));
    return new Contrast(ofControl, ofTreatment, departures, standard, overlaps(estimand, standard));
  }

  /** Hosts in pairs, given in the same order: a host without a value takes its partner along. */
  static Contrast ofPairs(
      List<HostProfile> control,
      List<HostProfile> treatment,
      Estimand estimand,
      AgeStandard standard) {
    List<Departure> departures = new ArrayList<>();
    List<Double> ofControl = new ArrayList<>();
    List<Double> ofTreatment = new ArrayList<>();
    for (int pair = 0; pair < control.size(); pair++) {
      OptionalDouble one = value(control.get(pair), estimand, standard);
      OptionalDouble other = value(treatment.get(pair), estimand, standard);
      if (one.isPresent() && other.isPresent()) {
        ofControl.add(one.getAsDouble());
        ofTreatment.add(other.getAsDouble());
      } else {
        departures.add(left(control.get(pair), one));
        departures.add(left(treatment.get(pair), other));
      }
    }
    return new Contrast(ofControl, ofTreatment, departures, standard, overlaps(estimand, standard));
  }

  /** Treatment less control, pair by pair. */
  double[] differences() {
    double[] differences = new double[control.size()];
    for (int pair = 0; pair < differences.length; pair++) {
      differences[pair] = treatment.get(pair) - control.get(pair);
    }
    return differences;
  }

  static double[] values(List<Double> hosts) {
    return hosts.stream().mapToDouble(Double::doubleValue).toArray();
  }

  List<Departure> departuresAfter(List<Departure> earlier) {
    return Stream.concat(earlier.stream(), departures.stream()).toList();
  }

  private static void admit(
      HostProfile host,
      Estimand estimand,
      AgeStandard standard,
      List<Double> values,
      List<Departure> departures) {
    OptionalDouble value = value(host, estimand, standard);
    if (value.isPresent()) {
      values.add(value.getAsDouble());
    } else {
      departures.add(left(host, value));
    }
  }

  private static OptionalDouble value(HostProfile host, Estimand estimand, AgeStandard standard) {
    return switch (estimand) {
      case EQUAL_AGE -> standard.valueOf(host);
      case OWN_AGE_MIX -> host.ownAgeMix();
    };
  }

  private static Departure left(HostProfile host, OptionalDouble value) {
    if (value.isPresent()) {
      return new Departure(host.hostId(), Departure.Reason.PARTNER_LEFT);
    }
    return new Departure(
        host.hostId(),
        host.ages().isEmpty() ? Departure.Reason.NOT_A_NUMBER : Departure.Reason.AGE_NOT_REACHED);
  }

  private static boolean overlaps(Estimand estimand, AgeStandard standard) {
    return estimand == Estimand.OWN_AGE_MIX || !standard.isEmpty();
  }
}
