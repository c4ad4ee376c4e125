package dev.cowbell.bench.limits;

/**
 * What a limit came to.
 *
 * @param hostHours host-hours played
 * @param workerHours worker-hours played
 * @param above of the host-hours, those in which the workers together exceeded the budget
 * @param restarts restarts at the limit
 */
record Outcome(long hostHours, long workerHours, long above, long restarts) {

  static final Outcome NONE = new Outcome(0, 0, 0, 0);

  Outcome plus(Outcome other) {
    return new Outcome(
        hostHours + other.hostHours,
        workerHours + other.workerHours,
        above + other.above,
        restarts + other.restarts);
  }

  double violationShare() {
    return (double) above / hostHours;
  }

  double restartsPerWorkerDay() {
    return restarts * 24.0 / workerHours;
  }
}
