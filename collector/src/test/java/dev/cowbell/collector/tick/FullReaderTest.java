package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.NamingEnvironment;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.procfs.Statm;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sampling.CpuBudget;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Reads this very process, with a clock that makes it seem slow. */
class FullReaderTest {
  private static final Instant START = Instant.parse("2026-11-20T11:20:00Z");
  private static final Duration TICK = Duration.ofSeconds(10);
  private final ProcFs procFs = new ProcFs(Path.of("/proc"));
  private final AtomicLong wallNanos = new AtomicLong();

  @Test
  void read_thatTakesTooLongForItsSize_isBackedOff() {
    FullReader reader = reader(2_000_000_000);
    List<FamilyState> families = List.of(family(statm()));

    assertThat(reader.read(families, tick(0))).isEqualTo(new FullReader.Outcome(1, 0, 0));
    assertThat(reader.read(families, tick(1))).isEqualTo(new FullReader.Outcome(1, 0, 0));
    assertThat(reader.read(families, tick(2))).isEqualTo(new FullReader.Outcome(0, 0, 1));
    assertThat(reader.read(families, tick(10))).isEqualTo(new FullReader.Outcome(0, 0, 1));
    assertThat(reader.read(families, tick(11))).isEqualTo(new FullReader.Outcome(1, 0, 0));
  }

  @Test
  void read_thatTookWhatItShould_isTakenEveryTick() {
    FullReader reader = reader(3_000_000);
    List<FamilyState> families = List.of(family(statm()));

    assertThat(reader.read(families, tick(0)).taken()).isOne();
    assertThat(reader.read(families, tick(1)).taken()).isOne();
  }

  @Test
  void read_ofAProcessOf200Gigabytes_isNotTakenAndSaysWhy() {
    FullReader reader = reader(3_000_000);
    FamilyState family = family(new Statm(200_000_000_000L, 0));

    assertThat(reader.read(List.of(family), tick(0))).isEqualTo(new FullReader.Outcome(0, 0, 1));
    assertThat(family.master.full)
        .hasValueSatisfying(
            full -> assertThat(full.rollup().isAbsentFor(Reason.NOT_YET_READ)).isTrue());
  }

  private FullReader reader(long nanosPerReading) {
    return new FullReader(
        procFs,
        ReadingPlan.of(Duration.ZERO),
        CpuBudget.of(1, TICK),
        CpuMeter.ofThread(() -> 0),
        () -> wallNanos.getAndAdd(nanosPerReading));
  }

  private FamilyState family(Statm statm) {
    Stat stat = procFs.stat(pid()).optional().orElseThrow();
    Member master = new Member(new ProcessKey(pid(), stat.startTicks()), stat, statm, false);
    return new FamilyState(
        master, new FamilyState.FamilyNames(NamingEnvironment.EMPTY, "java", Optional.empty()));
  }

  private Statm statm() {
    return procFs.statm(pid()).optional().orElseThrow();
  }

  private static int pid() {
    return Math.toIntExact(ProcessHandle.current().pid());
  }

  private static TickClock tick(int index) {
    return new TickClock(
        START.plus(TICK.multipliedBy(index)), index * TICK.toMillis() + 1, TICK, TICK);
  }
}
