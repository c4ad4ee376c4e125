package dev.cowbell.standalone.simulate.scenario;

import dev.cowbell.standalone.failure.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fleet as it is planted.
 *
 * @param name part of every host's name
 * @param hosts how many the author had in mind
 * @param reloadTicksSeconds how long after the begin of a reload a host ticks every second
 */
public record Scenario(
    String name,
    String description,
    Optional<Integer> hosts,
    double reloadTicksSeconds,
    List<HardwareClass> classes,
    List<Service> services) {
  static final String SCHEMA = "cowbell.scenario/1";

  static Scenario parse(Fields fields) {
    String schema = fields.requiredText("schema");
    if (!schema.equals(SCHEMA)) {
      throw fields.refused("schema", schema, SCHEMA);
    }
    String name = fields.requiredText("name");
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw fields.refused("name", name, "1 to 40 lower-case letters, digits and hyphens");
    }
    List<HardwareClass> classes =
        fields.list("classes").stream().map(HardwareClass::parse).toList();
    var scenario =
        new Scenario(
            name,
            fields.text("description").orElse(""),
            fields.count("hosts", 1, 10_000_000),
            fields.seconds("reload_ticks", 0, 600, 60),
            classes,
            fields.list("services").stream().map(s -> Service.parse(s, classes)).toList());
    requireUnique(fields, "classes", classes.stream().map(HardwareClass::name).toList());
    requireUnique(fields, "services", scenario.services.stream().map(Service::name).toList());
    if (classes.stream().mapToDouble(HardwareClass::share).sum() <= 0) {
      throw fields.refused("classes", "without a share", "at least one share above 0%");
    }
    fields.finish();
    return scenario;
  }

  /** The same with as many workers in every family. */
  public Scenario withWorkers(int workers) {
    return withServices(services.stream().map(s -> s.withWorkers(workers)).toList());
  }

  /** The first services; where more are asked for, copies of them under numbered names. */
  public Scenario withServiceCount(int count) {
    List<Service> wanted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Service original = services.get(i % services.size());
      int copy = i / services.size();
      wanted.add(copy == 0 ? original : original.withName(original.name() + "-" + (copy + 1)));
    }
    return withServices(List.copyOf(wanted));
  }

  /** The first classes only. */
  public Scenario withClassCount(int count) {
    if (count > classes.size()) {
      throw new Failure(
          "--classes %d is not allowed; scenario %s has %d".formatted(count, name, classes.size()));
    }
    List<Service> there = services.stream().map(s -> s.onFirstClasses(count)).toList();
    return new Scenario(
        name,
        description,
        hosts,
        reloadTicksSeconds,
        List.copyOf(classes.subList(0, count)),
        there);
  }

  private Scenario withServices(List<Service> others) {
    return new Scenario(name, description, hosts, reloadTicksSeconds, classes, others);
  }

  private static void requireUnique(Fields fields, String key, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw fields.refused(key, name + " twice", "each once");
      }
    }
  }
}
