package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.api.contract.v1.HostIdentity;
import java.util.Map;

/** What is kept of a host beside its ticks. */
record HostFacts(
    String hostname,
    HardwareClass hardwareClass,
    String kernel,
    Map<String, String> labels,
    boolean simulated) {

  static HostFacts of(AcceptedTick tick) {
    HostIdentity host = tick.message().getHost();
    return new HostFacts(
        host.getHostname(),
        tick.hardwareClass(),
        tick.message().getHardware().getKernel(),
        host.getLabelsMap(),
        tick.simulated());
  }
}
