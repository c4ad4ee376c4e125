package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Instant;
import java.util.UUID;

/** A tick that was found complete and plausible, with what was parsed on the way. */
public record AcceptedTick(
    HostTick message,
    UUID bootId,
    Instant collectedAt,
    HardwareClass hardwareClass,
    boolean simulated) {

  /** Which boot of which host it comes from. */
  public HostBoot hostBoot() {
    return new HostBoot(message.getHost().getHostId(), bootId);
  }
}
