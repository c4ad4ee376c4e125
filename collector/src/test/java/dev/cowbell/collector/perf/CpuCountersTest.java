package dev.cowbell.collector.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuCountersTest {
  private static final CountedEvent TASK_CLOCK = new CountedEvent(EventAttributes.SOFTWARE, 1);
  private static final CountedEvent PAGE_FAULTS = new CountedEvent(EventAttributes.SOFTWARE, 2);
  private static final CountedEvent NO_SUCH_EVENT = new CountedEvent(EventAttributes.SOFTWARE, 99);
  private static final Path SYS = Path.of("/sys");

  @TempDir Path sysRoot;

  @Test
  void since_ofAGroupThatHadTurns_isScaledToTheWholeTime() {
    GroupReading before = GroupReading.of(new long[] {2, 1_000, 500, 70, 7});
    GroupReading now = GroupReading.of(new long[] {2, 5_000, 1_500, 170, 8});

    assertThat(now.since(before, 0)).isEqualTo(Reading.of(400L));
    assertThat(now.since(before, 1)).isEqualTo(Reading.of(4L));
  }

  @Test
  void since_ofAGroupThatCountedAllTheTime_isTheDifference() {
    GroupReading before = GroupReading.of(new long[] {1, 1_000, 1_000, 1L << 60});
    GroupReading now = GroupReading.of(new long[] {1, 2_000, 2_000, (1L << 60) + 3});

    assertThat(now.since(before, 0)).isEqualTo(Reading.of(3L));
  }

  @Test
  void since_ofACounterThatWentBackwards_isAReset() {
    GroupReading before = GroupReading.of(new long[] {1, 1_000, 1_000, 5});
    GroupReading now = GroupReading.of(new long[] {1, 2_000, 2_000, 4});

    assertThat(now.since(before, 0).isAbsentFor(Reason.COUNTER_RESET)).isTrue();
  }

  @Test
  void since_ofAGroupWithoutATurn_isNoZero() {
    GroupReading before = GroupReading.of(new long[] {1, 1_000, 1_000, 5});
    GroupReading now = GroupReading.of(new long[] {1, 2_000, 1_000, 5});

    assertThat(now.since(before, 0).isAbsentFor(Reason.NOT_YET_READ)).isTrue();
  }

  @Test
  void take_countsRealEventsOnEveryCpu() throws IOException {
    List<Integer> cpus = CpuList.online(SYS).optional().orElseThrow();
    Reading<CpuCounters> opened =
        CpuCounters.open(List.of(TASK_CLOCK, PAGE_FAULTS, NO_SUCH_EVENT), cpus);
    assumeTrue(!opened.isAbsentFor(Reason.PERMISSION_DENIED), "counting on CPUs wants CAP_PERFMON");
    try (CpuCounters counters = opened.optional().orElseThrow()) {
      touchNewMemory();
      List<Reading<Long>> counts = counters.take();

      assertThat(counts.get(0).optional().orElseThrow()).as("nanoseconds").isPositive();
      assertThat(counts.get(1).optional().orElseThrow()).as("faults").isPositive();
      assertThat(counts.get(2).isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    }
  }

  @Test
  void open_onTooManyCpus_isRefusedBeforeAnyFileIsOpened() {
    List<Integer> cpus = IntStream.range(0, CpuCounters.MAX_CPUS + 1).boxed().toList();

    assertThat(CpuCounters.open(List.of(TASK_CLOCK), cpus).toString()).contains("257 CPUs");
    assertThat(CopyFaults.open(new PageFaultTracepoint(1, 8, 16), cpus).toString())
        .contains("257 CPUs");
  }

  @Test
  void open_whereTheKernelListsNoHardware_givesTheReasonForAllFour() throws IOException {
    Files.createDirectories(sysRoot.resolve("bus/event_source/devices/software"));

    HostCounters.Interval counted = HostCounters.open(sysRoot, "GenuineIntel", 85).take();

    assertThat(counted.instructions().toString()).contains("no PMU");
    assertThat(counted.cacheMisses().isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    assertThat(counted.cacheLevel()).isEqualTo("L3");
    assertThat(counted.copies().toString()).contains("not mounted");
    assertThat(counted.copiesOf(List.of(1)).isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
  }

  @Test
  void choice_isByProcessor() {
    assertThat(EventChoice.of("AuthenticAMD", 1).level()).isEqualTo("L2");
    assertThat(EventChoice.of("0x41", 0xd40).misses()).isEqualTo(CountedEvent.raw(0x37));
    assertThat(EventChoice.of("0x41", 0xd08).level()).isEqualTo("L1 data");
    assertThat(EventChoice.of("CentaurHauls", 1).level()).isEqualTo("unknown");
  }

  @Test
  void rings_ofAllCpusTogetherStayWithinOneMebibyte() {
    assertThat(CopyFaults.pages(2)).isEqualTo(16);
    assertThat(CopyFaults.pages(128)).isEqualTo(2);
    assertThat(CopyFaults.period(16)).isEqualTo(64);
    assertThat(CopyFaults.period(2)).isEqualTo(512);
    assertThat(IntStream.rangeClosed(1, 256).allMatch(n -> n * CopyFaults.pages(n) <= 256))
        .isTrue();
  }

  @Test
  void recorded_sharesCopiesOutToProcesses_unlessSomeWereLost() {
    CopyFaults.Recorded recorded = new CopyFaults.Recorded();
    String of14981 = "0900000001001000853a0000873a0000";
    recorded.addAll(bytes(of14981 + of14981));

    assertThat(recorded.byProcess(64)).isEqualTo(Reading.of(Map.of(14981, 128L)));

    recorded.addAll(bytes("0200000000001800" + "0100000000000000" + "2a00000000000000"));

    assertThat(recorded.byProcess(64).isAbsentFor(Reason.IMPLAUSIBLE)).isTrue();
  }

  /** Zeroed by being written to. */
  private static void touchNewMemory() {
    try (Arena arena = Arena.ofConfined()) {
      assertThat(arena.allocate(64 << 20).get(ValueLayout.JAVA_BYTE, 0)).isZero();
    }
  }

  private static ByteBuffer bytes(String hexadecimal) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hexadecimal)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
