package dev.cowbell.aggregator.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TickDecoderTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TickDecoder DECODER = new TickDecoder(Duration.ofDays(7));

  @Test
  void aCompleteTick_isAccepted() {
    var decoded = DECODER.decode(Ticks.tick("h1", 5, NOW).build().toByteArray(), NOW);
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Accepted.class,
            accepted -> {
              assertThat(accepted.tick().hostBoot().hostId()).isEqualTo("h1");
              assertThat(accepted.tick().collectedAt()).isEqualTo(NOW);
              assertThat(accepted.tick().simulated()).isFalse();
              assertThat(accepted.tick().hardwareClass().name())
                  .isEqualTo("Sandy Bridge-EP / 32 cores / 32 GiB");
            });
  }

  @Test
  void theSimulatedLabel_isSeen() {
    HostTick.Builder tick = Ticks.tick("h1", 5, NOW);
    tick.getHostBuilder().putLabels("cowbell.dev/simulated", "true");
    assertThat(DECODER.decode(tick.build().toByteArray(), NOW))
        .isInstanceOfSatisfying(
            Decoded.Accepted.class, accepted -> assertThat(accepted.tick().simulated()).isTrue());
  }

  @Test
  void unknownNewerFields_areNoReasonToReject() {
    byte[] tick = Ticks.tick("h1", 5, NOW).build().toByteArray();
    byte[] newer = Arrays.copyOf(tick, tick.length + 3);
    // Field 1000, varint 1.
    newer[tick.length] = (byte) 0xc0;
    newer[tick.length + 1] = 0x3e;
    newer[tick.length + 2] = 1;
    assertThat(DECODER.decode(newer, NOW)).isInstanceOf(Decoded.Accepted.class);
  }

  static Stream<Arguments> implausible() {
    return Stream.of(
        change("empty host id", RejectReason.MISSING_FIELD, t -> t.getHostBuilder().setHostId("")),
        change("no host", RejectReason.MISSING_FIELD, HostTick.Builder::clearHost),
        change("no boot id", RejectReason.MISSING_FIELD, t -> t.getHostBuilder().setBootId("")),
        change("boot id", RejectReason.IMPLAUSIBLE, t -> t.getHostBuilder().setBootId("1-2-3-4-5")),
        change("no time", RejectReason.MISSING_FIELD, HostTick.Builder::clearCollectedAt),
        change("no sequence", RejectReason.MISSING_FIELD, t -> t.setSequence(0)),
        change("huge sequence", RejectReason.IMPLAUSIBLE, t -> t.setSequence(-1)),
        change("no memory", RejectReason.MISSING_FIELD, HostTick.Builder::clearMemory),
        change("no hardware", RejectReason.MISSING_FIELD, HostTick.Builder::clearHardware),
        change("no collector", RejectReason.MISSING_FIELD, HostTick.Builder::clearCollector),
        change("cores", RejectReason.IMPLAUSIBLE, t -> t.getHardwareBuilder().setCores(-1)),
        change("swap", RejectReason.IMPLAUSIBLE, t -> t.getMemoryBuilder().setSwapFreeBytes(9)),
        change("free", RejectReason.IMPLAUSIBLE, t -> t.getMemoryBuilder().setFreeBytes(-5)),
        change(
            "the future",
            RejectReason.IN_THE_FUTURE,
            t -> t.setCollectedAt(Ticks.timestamp(NOW.plusSeconds(301)))),
        change(
            "long ago",
            RejectReason.TOO_OLD,
            t -> t.setCollectedAt(Ticks.timestamp(NOW.minus(Duration.ofDays(8))))),
        change(
            "a million workers",
            RejectReason.IMPLAUSIBLE,
            t -> t.getFamiliesBuilder(0).setWorkerCount(1_000_000)),
        change(
            "no service", RejectReason.MISSING_FIELD, t -> t.getFamiliesBuilder(0).setService("")),
        change(
            "long arm",
            RejectReason.IMPLAUSIBLE,
            t -> t.getFamiliesBuilder(0).setArm("a".repeat(256))),
        change(
            "NUL in a name",
            RejectReason.IMPLAUSIBLE,
            t -> t.getFamiliesBuilder(0).setService("a\0b")),
        change(
            "event long ago",
            RejectReason.IMPLAUSIBLE,
            t -> t.getEventsBuilder(0).setSeenAt(Ticks.timestamp(Instant.ofEpochSecond(5)))),
        worker("no age", RejectReason.MISSING_FIELD, Worker.Builder::clearAge),
        worker("no memory", RejectReason.MISSING_FIELD, Worker.Builder::clearMemory),
        worker("huge RSS", RejectReason.IMPLAUSIBLE, w -> w.getMemoryBuilder().setRssBytes(-4096)),
        worker(
            "more shared than resident",
            RejectReason.IMPLAUSIBLE,
            w -> w.getSharingBuilder().getFiguresBuilder().setStillSharedBytes(500 * Ticks.MIB)),
        worker(
            "more shared dirty than resident",
            RejectReason.IMPLAUSIBLE,
            w ->
                w.getMemoryBuilder()
                    .getFullBuilder()
                    .getRollupBuilder()
                    .setSharedDirtyBytes(500 * Ticks.MIB)),
        worker(
            "growth",
            RejectReason.IMPLAUSIBLE,
            w -> w.getSharingBuilder().getFiguresBuilder().setPrivateGrowthBytes(Long.MIN_VALUE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("implausible")
  void whatCannotBeTrue_isRejected(
      String what, RejectReason reason, Consumer<HostTick.Builder> change) {
    HostTick.Builder tick = Ticks.tick("h1", 5, NOW);
    change.accept(tick);
    assertThat(DECODER.decode(tick.build().toByteArray(), NOW))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> assertThat(rejected.reason()).as(what).isEqualTo(reason));
  }

  @Test
  void whatIsNoTick_isRejected() {
    assertReason(null, RejectReason.EMPTY);
    assertReason(new byte[0], RejectReason.EMPTY);
    assertReason(new byte[TickDecoder.MAX_VALUE_BYTES + 1], RejectReason.TOO_LARGE);
    assertReason("rubbish".getBytes(StandardCharsets.UTF_8), RejectReason.MALFORMED);
    byte[] tick = Ticks.tick("h1", 5, NOW).build().toByteArray();
    assertReason(Arrays.copyOf(tick, tick.length - 3), RejectReason.MALFORMED);
  }

  @Test
  void anyBytes_areAnsweredWithoutAnException() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    byte[] good = Ticks.tick("h1", 5, NOW).build().toByteArray();
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.clone();
      for (int flips = 0; flips <= random.nextInt(4); flips++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThat(DECODER.decode(bytes, NOW)).isNotNull();
    }
  }

  private static void assertReason(
      byte @org.jspecify.annotations.Nullable [] value, RejectReason reason) {
    assertThat(DECODER.decode(value, NOW))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class, r -> assertThat(r.reason()).isEqualTo(reason));
  }

  private static Arguments change(
      String what, RejectReason reason, Consumer<HostTick.Builder> change) {
    return Arguments.of(what, reason, change);
  }

  private static Arguments worker(
      String what, RejectReason reason, Consumer<Worker.Builder> change) {
    Consumer<HostTick.Builder> onTick =
        tick -> change.accept(tick.getFamiliesBuilder(0).getWorkersBuilder(0));
    return Arguments.of(what, reason, onTick);
  }
}
