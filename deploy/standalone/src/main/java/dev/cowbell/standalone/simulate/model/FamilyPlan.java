package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.Arm;
import dev.cowbell.standalone.simulate.scenario.Deploys;
import dev.cowbell.standalone.simulate.scenario.Service;
import java.util.List;
import java.util.Optional;

/**
 * What is settled about one service on one host.
 *
 * @param arms of the service on this host's class
 * @param firstArm that it begins on
 * @param firstPid from which this family's pids count
 */
record FamilyPlan(
    Service service,
    int serviceIndex,
    List<Arm> arms,
    int firstArm,
    int firstPid,
    Draw draw,
    LoadClock clock) {

  /** The first deploy after a time. */
  Optional<Long> deployAfter(long millis) {
    return service.deploys().map(deploys -> at(deploys, index(deploys, millis) + 1));
  }

  /** The last deploy at or before a time. */
  Optional<Long> deployUpTo(long millis) {
    return service.deploys().map(deploys -> at(deploys, index(deploys, millis)));
  }

  private long index(Deploys deploys, long millis) {
    return Math.floorDiv(millis - offsetMillis(deploys), everyMillis(deploys));
  }

  private long at(Deploys deploys, long index) {
    return index * everyMillis(deploys) + offsetMillis(deploys);
  }

  private long offsetMillis(Deploys deploys) {
    return Math.round(deploys.spreadSeconds() * 1000 * draw.of(3).uniform());
  }

  private static long everyMillis(Deploys deploys) {
    return Math.round(deploys.everySeconds() * 1000);
  }
}
