package dev.cowbell.standalone.simulate.model;

import java.util.UUID;

/**
 * Who a host is.
 *
 * @param bootId in the form of a UUID
 */
public record HostName(String hostId, String bootId, String hostname) {

  /** The id of the host with a number in a scenario's fleet: {@code sim-instagram-1-000042}. */
  public static String hostId(String scenario, long seed, int number) {
    String digits = Integer.toString(number);
    return "sim-"
        + scenario
        + "-"
        + seed
        + "-"
        + "0".repeat(Math.max(0, 6 - digits.length()))
        + digits;
  }

  static HostName of(String hostId, Draw draw) {
    long high = (draw.of(1).bits() & ~0xf000L) | 0x4000L;
    long low = (draw.of(2).bits() & ~(3L << 62)) | (1L << 63);
    return new HostName(hostId, new UUID(high, low).toString(), hostId + ".sim.invalid");
  }
}
