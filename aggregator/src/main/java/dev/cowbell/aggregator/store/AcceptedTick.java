package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.aggregator.wire.WireTick;
import dev.cowbell.aggregator.wire.WorkerReading;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A tick that was found complete and plausible, with what was parsed on the way. */
public record AcceptedTick(
    WireTick wire,
    HostBoot hostBoot,
    Instant collectedAt,
    HardwareClass hardwareClass,
    boolean simulated) {

  /** Of a message that did not come from the wire. */
  public AcceptedTick(
      HostTick message,
      UUID bootId,
      Instant collectedAt,
      HardwareClass hardwareClass,
      boolean simulated) {
    this(
        WireTick.of(message),
        new HostBoot(message.getHost().getHostId(), bootId),
        collectedAt,
        hardwareClass,
        simulated);
  }

  /** The tick without its workers. */
  public HostTick message() {
    return wire.message();
  }

  /** Readings of the workers of the family at this place of the message. */
  public List<WorkerReading> workers(int family) {
    return wire.workers().get(family);
  }

  /** Of the host. */
  public UUID bootId() {
    return hostBoot.bootId();
  }
}
