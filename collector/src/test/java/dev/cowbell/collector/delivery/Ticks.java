package dev.cowbell.collector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Ticks for tests, and waiting for what becomes of them. */
final class Ticks {
  private static final Duration DEADLINE = Duration.ofSeconds(40);

  private Ticks() {}

  /** A tick of about this size that carries the gaps of the spool, added to it. */
  static HostTick add(TickSpool spool, long sequence, int bytes) {
    byte[] random = new byte[bytes];
    new Random(sequence).nextBytes(random);
    StringBuilder name = new StringBuilder(bytes);
    for (byte value : random) {
      name.append((char) ('!' + (value & 63)));
    }
    HostTick tick =
        HostTick.newBuilder()
            .setHost(HostIdentity.newBuilder().setHostId("host-1").setHostname(name.toString()))
            .setSequence(sequence)
            .setCollectedAt(Timestamp.newBuilder().setSeconds(1_700_000_000 + sequence))
            .addAllGaps(spool.takeGaps())
            .build();
    spool.add(tick);
    return tick;
  }

  /** Waits for it, at most 40 seconds. */
  static void await(String what, BooleanSupplier condition, Supplier<Object> state) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for %s: %s", what, state.get()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
