package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.api.contract.v1.Family;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Resolves what a batch names to keys, creating what is new. New names are committed at once and
 * apart from ticks: instances name the same ones, and must not wait for each other's transactions.
 */
final class Dictionary {

  private final DataSource dataSource;
  private final HardwareClassTable classes = new HardwareClassTable();
  private final NameTable services = new NameTable("service", "service_key");
  private final NameTable arms = new NameTable("arm", "arm_key");
  private final HostTable hosts = new HostTable();

  Dictionary(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What a batch names besides hosts. */
  private record Names(Set<HardwareClass> classes, Set<String> services, Set<String> arms) {

    static Names of(TickBatch batch) {
      Names names = new Names(new HashSet<>(), new HashSet<>(), new HashSet<>());
      for (PartitionBatch partition : batch.partitions()) {
        partition.ticks().forEach(names::add);
      }
      return names;
    }

    private void add(AcceptedTick tick) {
      classes.add(tick.hardwareClass());
      for (Family family : tick.message().getFamiliesList()) {
        services.add(family.getService());
        arms.add(family.getArm());
      }
    }
  }

  /** Rows of hosts are written in the transaction of this connection. */
  TickKeys keys(Connection connection, TickBatch batch) throws SQLException {
    Names names = Names.of(batch);
    if (!(classes.know(names.classes) && services.know(names.services) && arms.know(names.arms))) {
      learn(names);
    }
    Map<HardwareClass, Integer> classKeys = classes.keys(names.classes);
    return new TickKeys(
        classKeys,
        services.keys(names.services),
        arms.keys(names.arms),
        hosts.hosts(connection, facts(batch), classKeys));
  }

  private void learn(Names names) throws SQLException {
    try (Connection apart = dataSource.getConnection()) {
      classes.learn(apart, names.classes);
      services.learn(apart, names.services);
      arms.learn(apart, names.arms);
    }
  }

  /** To be called once the transaction that resolved these keys has been committed. */
  void remember(TickKeys keys) {
    hosts.remember(keys.hostRows());
  }

  /** The last tick of a host in the batch has the say. */
  private static Map<String, HostFacts> facts(TickBatch batch) {
    Map<String, HostFacts> facts = new HashMap<>();
    for (PartitionBatch partition : batch.partitions()) {
      for (AcceptedTick tick : partition.ticks()) {
        facts.put(tick.message().getHost().getHostId(), HostFacts.of(tick));
      }
    }
    return facts;
  }
}
