package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.api.contract.v1.Family;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Resolves what a batch names to keys, creating what is new. Tables are always visited in one
 * order.
 */
final class Dictionary {

  private final HardwareClassTable classes = new HardwareClassTable();
  private final NameTable services = new NameTable("service", "service_key");
  private final NameTable arms = new NameTable("arm", "arm_key");
  private final HostTable hosts = new HostTable();

  TickKeys keys(Connection connection, TickBatch batch) throws SQLException {
    Set<HardwareClass> classNames =
        batch.ticks().map(AcceptedTick::hardwareClass).collect(Collectors.toSet());
    Map<HardwareClass, Integer> classKeys = classes.keys(connection, classNames);
    return new TickKeys(
        classKeys,
        services.keys(connection, familyNames(batch, Family::getService)),
        arms.keys(connection, familyNames(batch, Family::getArm)),
        hosts.hosts(connection, facts(batch), classKeys));
  }

  /** To be called once the transaction that resolved these keys has been committed. */
  void remember(TickKeys keys) {
    classes.remember(keys.classes());
    services.remember(keys.services());
    arms.remember(keys.arms());
    hosts.remember(keys.hostRows());
  }

  private static Set<String> familyNames(TickBatch batch, Function<Family, String> name) {
    return batch
        .ticks()
        .flatMap(tick -> tick.message().getFamiliesList().stream())
        .map(name)
        .collect(Collectors.toSet());
  }

  /** The last tick of a host in the batch has the say. */
  private static Map<String, HostFacts> facts(TickBatch batch) {
    Map<String, HostFacts> facts = new HashMap<>();
    batch
        .ticks()
        .forEach(tick -> facts.put(tick.message().getHost().getHostId(), HostFacts.of(tick)));
    return facts;
  }
}
