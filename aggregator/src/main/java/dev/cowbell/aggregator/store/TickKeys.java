package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.api.contract.v1.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The dictionary keys of everything that one or more batches name. */
record TickKeys(
    Map<HardwareClass, Integer> classes,
    Map<String, Integer> services,
    Map<String, Integer> arms,
    HostTable.Hosts hostRows) {

  /** To be added to. */
  static TickKeys none() {
    return new TickKeys(
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HostTable.Hosts(new HashMap<>(), new ArrayList<>()));
  }

  /** Adds these, but for hosts of which nothing is to be remembered. */
  void add(TickKeys later) {
    classes.putAll(later.classes);
    services.putAll(later.services);
    arms.putAll(later.arms);
    hostRows.addChanged(later.hostRows);
  }

  Map<String, Integer> hosts() {
    return hostRows.keys();
  }

  int host(AcceptedTick tick) {
    return found(hosts(), tick.message().getHost().getHostId());
  }

  int hardwareClass(AcceptedTick tick) {
    return found(classes, tick.hardwareClass());
  }

  int service(Family family) {
    return found(services, family.getService());
  }

  int arm(Family family) {
    return found(arms, family.getArm());
  }

  Map<String, Integer> classKeysByName() {
    return classes.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }

  static <K> int found(Map<K, Integer> keys, K name) {
    return Objects.requireNonNull(keys.get(name), () -> "no key was resolved for " + name);
  }
}
