package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.api.contract.v1.Family;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The dictionary keys of everything that one or more batches name. */
record TickKeys(
    Map<HardwareClass, Integer> classes,
    Map<String, Integer> services,
    Map<String, Integer> arms,
    HostTable.Hosts hostRows) {

  static TickKeys none() {
    return new TickKeys(Map.of(), Map.of(), Map.of(), new HostTable.Hosts(Map.of(), List.of()));
  }

  /** Keys of both; of a host that changed in both what the other says counts. */
  TickKeys plus(TickKeys later) {
    return new TickKeys(
        both(classes, later.classes),
        both(services, later.services),
        both(arms, later.arms),
        hostRows.plus(later.hostRows));
  }

  static <K> Map<K, Integer> both(Map<K, Integer> keys, Map<K, Integer> others) {
    Map<K, Integer> both = new HashMap<>(keys);
    both.putAll(others);
    return both;
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
