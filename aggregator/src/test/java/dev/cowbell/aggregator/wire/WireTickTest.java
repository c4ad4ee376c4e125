package dev.cowbell.aggregator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.FullReading;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.Inherited;
import dev.cowbell.api.contract.v1.LossCauses;
import dev.cowbell.api.contract.v1.ProcessMemory;
import dev.cowbell.api.contract.v1.Rollup;
import dev.cowbell.api.contract.v1.Sharing;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.Unavailable;
import dev.cowbell.api.contract.v1.Worker;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

// Seconds and nanoseconds are compared one by one, as they are read.
@SuppressWarnings({"ProtoDurationGetSecondsGetNano", "ProtoTimestampGetSecondsGetNano"})
class WireTickTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);

  @Test
  void anyTick_isReadAsByGeneratedCode() throws InvalidProtocolBufferException {
    for (int round = 0; round < 500; round++) {
      assertReadAlike(tick().toByteArray());
    }
  }

  /**
   * Messages put one after the other add up. All hold the same choice of each oneof: where that
   * changes, generated builders remember what the specification lets them forget.
   */
  @Test
  void workersInPieces_areReadAsByGeneratedCode() throws InvalidProtocolBufferException {
    for (int round = 0; round < 500; round++) {
      boolean known = random.nextBoolean();
      assertReadAlike(pieces(worker(known), worker(known), worker(known)));
    }
  }

  @Test
  void ofAOneof_whatCameLastCounts() throws InvalidProtocolBufferException {
    WireTick tick = WireTick.parse(pieces(worker(true), worker(false)));
    WorkerReading worker = tick.workers().getFirst().getFirst();
    assertThat(worker.hasInherited()).isFalse();
    assertThat(worker.inheritedBytes()).isZero();
    assertThat(worker.hasFigures()).isFalse();
    assertThat(worker.sharingLossBytes()).isZero();
  }

  @Test
  void flippedBytes_areReadAsByGeneratedCode() throws InvalidProtocolBufferException {
    int read = 0;
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = tick().toByteArray();
      for (int flips = 0; flips <= random.nextInt(3); flips++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (isRead(bytes)) {
        assertReadAlike(bytes);
        read++;
      }
    }
    assertThat(read).isGreaterThan(200);
  }

  @Test
  void aTickThatWasCut_isRefused() {
    byte[] bytes = Ticks.tick("h1", 5, NOW).build().toByteArray();
    int refused = 0;
    for (int length = 1; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      if (!isRead(cut)) {
        assertThatExceptionOfType(InvalidProtocolBufferException.class)
            .isThrownBy(() -> WireTick.parse(cut));
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(bytes.length / 2);
  }

  /** They are read by one piece of code. */
  @Test
  void byteAndCountReadings_haveTheSameNumbers() {
    assertThat(ByteReading.BYTES_FIELD_NUMBER).isEqualTo(CountReading.COUNT_FIELD_NUMBER);
    assertThat(ByteReading.UNAVAILABLE_FIELD_NUMBER)
        .isEqualTo(CountReading.UNAVAILABLE_FIELD_NUMBER);
  }

  private static boolean isRead(byte[] bytes) {
    try {
      return HostTick.parseFrom(bytes).getSerializedSize() >= 0;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private static void assertReadAlike(byte[] bytes) throws InvalidProtocolBufferException {
    HostTick.Builder generated = HostTick.parseFrom(bytes).toBuilder();
    List<List<WorkerReading>> workers =
        generated.getFamiliesList().stream()
            .map(f -> f.getWorkersList().stream().map(WireTickTest::reading).toList())
            .toList();
    generated.getFamiliesBuilderList().forEach(Family.Builder::clearWorkers);
    WireTick tick = WireTick.parse(bytes);
    assertThat(tick.workers()).isEqualTo(workers);
    assertThat(tick.message()).isEqualTo(generated.build());
  }

  /** By generated code. */
  private static WorkerReading reading(Worker worker) {
    ProcessMemory memory = worker.getMemory();
    FullReading full = memory.getFull();
    Rollup rollup = full.getRollup();
    Inherited inherited = worker.getInherited();
    Sharing sharing = worker.getSharing();
    SharingFigures figures = sharing.getFigures();
    return new WorkerReading(
        worker.getPid(),
        worker.getStartTicks(),
        worker.hasAge(),
        worker.getAge().getSeconds(),
        worker.getAge().getNanos(),
        worker.hasMemory(),
        memory.getRssBytes(),
        full.hasTakenAt(),
        full.getTakenAt().getSeconds(),
        full.getTakenAt().getNanos(),
        full.hasRollup(),
        rollup.getRssBytes(),
        rollup.getPssBytes(),
        rollup.getUssBytes(),
        rollup.getSharedCleanBytes(),
        rollup.getSharedDirtyBytes(),
        rollup.getAnonymousBytes(),
        full.getUnavailable().getReasonValue(),
        inherited.getBytes().hasBytes(),
        inherited.getBytes().getBytes(),
        inherited.getBasisValue(),
        inherited.getBytes().getUnavailable().getReasonValue(),
        sharing.hasFigures(),
        figures.getStillSharedBytes(),
        figures.getSharingLossBytes(),
        figures.getPrivateGrowthBytes(),
        figures.getBasisValue(),
        sharing.getUnavailable().getReasonValue(),
        worker.getMinorFaults(),
        worker.getMajorFaults(),
        worker.getCpuTime().getSeconds(),
        worker.getCpuTime().getNanos(),
        worker.getFullCollections().hasCount(),
        worker.getFullCollections().getCount(),
        worker.getFullCollections().getUnavailable().getReasonValue());
  }

  private HostTick tick() {
    HostTick.Builder tick = Ticks.tick("h1", 1 + random.nextInt(1000), NOW);
    for (int i = random.nextInt(3); i > 0; i--) {
      Family.Builder family = family();
      for (int workers = random.nextInt(8); workers > 0; workers--) {
        family.addWorkers(worker());
      }
      tick.addFamilies(family);
    }
    return tick.build();
  }

  private Family.Builder family() {
    return Ticks.family("web", "frozen", NOW, random.nextInt(1000));
  }

  /** A family whose one worker is several put one after the other, which adds up to one. */
  private byte[] pieces(Worker... pieces) {
    ByteString all = ByteString.EMPTY;
    for (Worker piece : pieces) {
      all = all.concat(piece.toByteString());
    }
    ByteString family =
        field(Family.WORKERS_FIELD_NUMBER, all)
            .concat(family().clearWorkers().build().toByteString());
    return field(HostTick.FAMILIES_FIELD_NUMBER, family).toByteArray();
  }

  private static ByteString field(int number, ByteString bytes) {
    return com.google.protobuf.UnknownFieldSet.newBuilder()
        .addField(
            number,
            com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(bytes)
                .build())
        .build()
        .toByteString();
  }

  private Worker worker() {
    return worker(random.nextBoolean());
  }

  /**
   * @param known what each of its oneofs holds
   */
  private Worker worker(boolean known) {
    Worker.Builder worker =
        Worker.newBuilder()
            .setPid(random.nextInt())
            .setStartTicks(number())
            .setSharing(
                known
                    ? Sharing.newBuilder().setFigures(figures())
                    : Sharing.newBuilder().setUnavailable(unavailable()));
    if (random.nextBoolean()) {
      worker.setAge(Duration.newBuilder().setSeconds(number()).setNanos(random.nextInt()));
      worker.setCpuTime(Duration.newBuilder().setNanos(random.nextInt()));
      worker.setMinorFaults(number()).setMajorFaults(number());
    }
    if (random.nextBoolean()) {
      worker.setMemory(ProcessMemory.newBuilder().setRssBytes(number()).setFull(full(known)));
    }
    if (!known || random.nextBoolean()) {
      worker.setInherited(
          Inherited.newBuilder()
              .setBytes(
                  known
                      ? ByteReading.newBuilder().setBytes(number())
                      : ByteReading.newBuilder().setUnavailable(unavailable()))
              .setBasisValue(random.nextInt(9)));
    }
    if (random.nextBoolean()) {
      worker.setFullCollections(
          known
              ? CountReading.newBuilder().setCount(number())
              : CountReading.newBuilder().setUnavailable(unavailable()));
      worker.setLossCauses(LossCauses.newBuilder().setCreepBytes(number()));
    }
    return worker.build();
  }

  private FullReading full(boolean known) {
    FullReading.Builder full = FullReading.newBuilder();
    if (random.nextBoolean()) {
      full.setTakenAt(Ticks.timestamp(NOW.plusSeconds(random.nextInt(100))));
    }
    if (known) {
      full.setRollup(
          Rollup.newBuilder()
              .setRssBytes(number())
              .setPssBytes(number())
              .setUssBytes(number())
              .setSharedCleanBytes(number())
              .setSharedDirtyBytes(number())
              .setPrivateDirtyBytes(number())
              .setAnonymousBytes(number()));
    } else {
      full.setUnavailable(unavailable());
    }
    return full.build();
  }

  private SharingFigures figures() {
    return SharingFigures.newBuilder()
        .setStillSharedBytes(number())
        .setSharingLossBytes(number())
        .setPrivateGrowthBytes(number())
        .setBasisValue(random.nextInt(5))
        .build();
  }

  private Unavailable unavailable() {
    return Unavailable.newBuilder().setReasonValue(random.nextInt(12)).setDetail("why").build();
  }

  private long number() {
    return random.nextLong() >> random.nextInt(64);
  }
}
