package dev.cowbell.standalone.simulate.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pre-forked service.
 *
 * @param workers of its family on each host
 * @param pythonVersion such as 3.11.9
 * @param inheritedBytes anonymous bytes of the master at fork
 * @param fileBytes resident file pages of each process, shared by all
 * @param restartLimitBytes private bytes (USS) at which a worker is replaced; empty for never
 * @param restartJitter of that limit: 0.1 spreads it over ±10 %
 * @param arms by hardware class, in the order of the scenario's classes, then in the file's order
 */
public record Service(
    String name,
    int workers,
    String pythonVersion,
    double inheritedBytes,
    double fileBytes,
    Load load,
    Optional<Double> restartLimitBytes,
    double restartJitter,
    Optional<Deploys> deploys,
    Spread spread,
    List<List<Arm>> arms) {

  static Service parse(Fields fields, List<HardwareClass> classes) {
    double inheritedBytes = fields.bytes("inherited", 200 << 20);
    var service =
        new Service(
            fields.requiredText("name"),
            fields.count("workers", 1, 10_000, 8),
            fields.text("python").orElse("3.11.9"),
            inheritedBytes,
            fields.bytes("file", 14 << 20),
            Load.parse(fields),
            fields.bytesOrNever("restart_limit"),
            fields.share("restart_jitter", 0, 0.5, 0.1),
            deploys(fields),
            Spread.parse(fields),
            arms(fields.requiredMapping("arms"), inheritedBytes, classes));
    fields.finish();
    return service;
  }

  /** The same service with another number of workers. */
  Service withWorkers(int other) {
    return new Service(
        name,
        other,
        pythonVersion,
        inheritedBytes,
        fileBytes,
        load,
        restartLimitBytes,
        restartJitter,
        deploys,
        spread,
        arms);
  }

  /** The same service under another name. */
  Service withName(String other) {
    return new Service(
        other,
        workers,
        pythonVersion,
        inheritedBytes,
        fileBytes,
        load,
        restartLimitBytes,
        restartJitter,
        deploys,
        spread,
        arms);
  }

  /** The same service on some of the classes only. */
  Service onFirstClasses(int count) {
    return new Service(
        name,
        workers,
        pythonVersion,
        inheritedBytes,
        fileBytes,
        load,
        restartLimitBytes,
        restartJitter,
        deploys,
        spread,
        List.copyOf(arms.subList(0, count)));
  }

  private static Optional<Deploys> deploys(Fields fields) {
    Optional<Double> every =
        fields.secondsOrNever("deploy_every", 600, 30 * 86_400, Optional.of(86_400.0));
    double spread = fields.seconds("deploy_spread", 0, every.orElse(86_400.0) / 2, 0);
    return every.map(seconds -> new Deploys(seconds, spread));
  }

  private static List<List<Arm>> arms(
      Fields fields, double inheritedBytes, List<HardwareClass> classes) {
    Set<String> names = new LinkedHashSet<>(fields.names());
    List<ArmByClass> arms = new ArrayList<>();
    for (String name : names) {
      arms.add(
          ArmByClass.parse(
              fields.requiredMapping(name), name, inheritedBytes, arms.isEmpty(), classes));
    }
    List<List<Arm>> byClass = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      int index = c;
      List<Arm> there = arms.stream().map(arm -> arm.onClass().get(index)).toList();
      requireShares(fields, there, classes.get(c));
      byClass.add(there);
    }
    return List.copyOf(byClass);
  }

  private static void requireShares(Fields fields, List<Arm> arms, HardwareClass hardware) {
    if (arms.stream().mapToDouble(Arm::share).sum() <= 0
        || arms.stream().mapToDouble(Arm::pilotShare).sum() <= 0) {
      throw fields.refused(
          "*.share", "0% for every arm on " + hardware.name(), "at least one arm above 0%");
    }
  }
}
