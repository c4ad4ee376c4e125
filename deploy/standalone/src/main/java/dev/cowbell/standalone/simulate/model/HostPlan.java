package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.Arm;
import dev.cowbell.standalone.simulate.scenario.HardwareClass;
import java.util.List;

/**
 * What is settled about a host once and for all: a function of scenario, seed and number alone.
 *
 * @param classIndex in the scenario's order
 * @param bootMillis when it booted
 * @param factor how far its workers lose and grow more than planted; 1 in the mean over hosts
 */
record HostPlan(
    int number,
    Draw draw,
    int classIndex,
    HardwareClass hardware,
    long bootMillis,
    double factor,
    List<FamilyPlan> families) {

  HostName name(String scenario, long seed) {
    return HostName.of(HostName.hostId(scenario, seed, number), draw.of(bootMillis));
  }

  /** Slots of all families and one for each master: pids never meet. */
  int pidStride() {
    return families.stream().mapToInt(family -> family.service().workers() + 1).sum();
  }

  Arm arm(int family, int arm) {
    return families.get(family).arms().get(arm);
  }
}
