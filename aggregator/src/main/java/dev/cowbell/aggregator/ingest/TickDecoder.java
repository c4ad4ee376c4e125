package dev.cowbell.aggregator.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.aggregator.store.HostBoot;
import dev.cowbell.aggregator.wire.WireTick;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the bytes of a record are. Pure: the same bytes and the same time give the same
 * answer. What it accepts, the schema can hold: a record that the database refuses would otherwise
 * stop its partition.
 */
public final class TickDecoder {

  /** Larger values are rejected unread. */
  public static final int MAX_VALUE_BYTES = 4 << 20;

  /** How far a host's clock may be ahead. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private static final String SIMULATED_LABEL = "cowbell.dev/simulated";
  private static final int UUID_LENGTH = 36;

  private final Duration retention;

  /** Ticks older than {@code retention} are rejected. */
  public TickDecoder(Duration retention) {
    this.retention = retention;
  }

  /** The oldest collection time that is accepted at this time. */
  public Instant oldestAccepted(Instant now) {
    return now.minus(retention);
  }

  /** Decodes the value of one record. */
  public Decoded decode(byte @Nullable [] value, Instant now) {
    if (value == null || value.length == 0) {
      return new Decoded.Rejected(RejectReason.EMPTY, "the record has no value");
    }
    if (value.length > MAX_VALUE_BYTES) {
      return new Decoded.Rejected(
          RejectReason.TOO_LARGE,
          "%d bytes, at most %d are allowed".formatted(value.length, MAX_VALUE_BYTES));
    }
    try {
      return new Decoded.Accepted(checked(WireTick.parse(value), now));
    } catch (InvalidProtocolBufferException e) {
      return new Decoded.Rejected(RejectReason.MALFORMED, "not a HostTick: " + e.getMessage());
    } catch (Refusal refusal) {
      return refusal.rejected();
    }
  }

  private AcceptedTick checked(WireTick wire, Instant now) throws Refusal {
    HostTick tick = wire.message();
    Checks.present(tick.hasHost(), "host");
    Checks.name(tick.getHost().getHostId(), "host.host_id");
    UUID bootId = bootId(tick.getHost());
    Instant collectedAt = collectedAt(tick, now);
    HostRules.check(tick);
    FamilyRules.check(wire, oldestAccepted(now), now.plus(MAX_AHEAD));
    var hardware = tick.getHardware();
    return new AcceptedTick(
        wire,
        new HostBoot(tick.getHost().getHostId(), bootId),
        collectedAt,
        HardwareClass.of(hardware.getGeneration(), hardware.getCores(), hardware.getMemoryBytes()),
        "true".equals(tick.getHost().getLabelsMap().get(SIMULATED_LABEL)));
  }

  private static UUID bootId(HostIdentity host) throws Refusal {
    Checks.present(!host.getBootId().isEmpty(), "host.boot_id");
    if (!isUuid(host.getBootId())) {
      throw new Refusal(RejectReason.IMPLAUSIBLE, "host.boot_id is not a UUID");
    }
    return UUID.fromString(host.getBootId());
  }

  /** Asked of every tick, hence no regular expression. */
  private static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? text.charAt(i) != '-' : !HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private Instant collectedAt(HostTick tick, Instant now) throws Refusal {
    Checks.present(tick.hasCollectedAt(), "collected_at");
    Instant collectedAt = instant(tick.getCollectedAt(), "collected_at");
    if (collectedAt.isAfter(now.plus(MAX_AHEAD))) {
      throw new Refusal(
          RejectReason.IN_THE_FUTURE,
          "collected_at %s is more than %d minutes ahead"
              .formatted(collectedAt, MAX_AHEAD.toMinutes()));
    }
    if (collectedAt.isBefore(oldestAccepted(now))) {
      throw new Refusal(
          RejectReason.TOO_OLD,
          "collected_at %s is older than the %d hours that are kept"
              .formatted(collectedAt, retention.toHours()));
    }
    return collectedAt;
  }

  static Instant instant(Timestamp timestamp, String field) throws Refusal {
    return instant(timestamp.getSeconds(), timestamp.getNanos(), field);
  }

  static Instant instant(long seconds, int nanos, String field) throws Refusal {
    boolean valid =
        seconds > 0 && seconds < 253_402_300_800L && nanos >= 0 && nanos < 1_000_000_000;
    if (!valid) {
      throw new Refusal(
          RejectReason.IMPLAUSIBLE, field + " cannot be " + seconds + " s since 1970");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
