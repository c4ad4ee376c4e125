package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.simulate.scenario.Arm;
import dev.cowbell.standalone.simulate.scenario.Deploys;
import dev.cowbell.standalone.simulate.scenario.HardwareClass;
import dev.cowbell.standalone.simulate.scenario.Scenario;
import dev.cowbell.standalone.simulate.scenario.Service;

/** Refuses scenarios whose hosts could not exist. */
public final class Feasibility {
  private static final double USABLE_SHARE = 0.9;

  private Feasibility() {}

  /** Fails in one line that names scenario, service, class and arm. */
  public static void require(Scenario scenario) {
    for (Service service : scenario.services()) {
      for (int c = 0; c < scenario.classes().size(); c++) {
        for (Arm arm : service.arms().get(c)) {
          require(scenario.name(), service, scenario.classes().get(c), arm);
        }
      }
    }
  }

  private static void require(String scenario, Service service, HardwareClass hardware, Arm arm) {
    String where =
        "Scenario %s: service %s, arm %s, on %s: "
            .formatted(scenario, service.name(), arm.name(), hardware.name());
    double fixed = arm.loss().totalBytes() + arm.growth().warmUpBytes();
    if (arm.loss().totalBytes() > service.inheritedBytes()) {
      throw new Failure(
          where
              + "workers lose %s of %s inherited; lower lost_at_full_collection or raise inherited"
                  .formatted(mib(arm.loss().totalBytes()), mib(service.inheritedBytes())));
    }
    if (service.restartLimitBytes().filter(limit -> limit <= 1.1 * fixed).isPresent()) {
      throw new Failure(
          where
              + "restart_limit %s is reached by loss and warm-up alone (%s); allowed: above %s"
                  .formatted(
                      mib(service.restartLimitBytes().orElse(0.0)), mib(fixed), mib(1.1 * fixed)));
    }
    if (service.restartLimitBytes().isEmpty()
        && service.deploys().isEmpty()
        && arm.growth().bytesPerHour() > 0) {
      throw new Failure(
          where + "workers grow for ever; give restart_limit, deploy_every or growth_per_hour: 0");
    }
    double hours = service.deploys().map(Deploys::everySeconds).orElse(0.0) * 1.3 / 3600;
    double largest =
        service.restartLimitBytes().orElse(fixed + hours * arm.growth().bytesPerHour());
    double needed = service.inheritedBytes() + service.workers() * largest;
    if (needed > USABLE_SHARE * hardware.memoryBytes()) {
      throw new Failure(
          where
              + "%d workers that grow to %s of their own need %s of %s; use fewer workers, a lower restart_limit or more memory"
                  .formatted(
                      service.workers(),
                      mib(largest),
                      mib(needed),
                      mib((double) hardware.memoryBytes())));
    }
  }

  private static String mib(double bytes) {
    return Math.round(bytes / (1 << 20)) + "MiB";
  }
}
