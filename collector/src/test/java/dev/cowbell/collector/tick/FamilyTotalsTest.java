package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.NamingEnvironment;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.procfs.Statm;
import dev.cowbell.collector.reading.Basis;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.Footprint;
import dev.cowbell.collector.sharing.Inherited;
import dev.cowbell.collector.sharing.OwnMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Footprints of families of 100 MB masters. */
class FamilyTotalsTest {
  private static final long MB = 1024 * 1024;
  private static final Reading<Long> NO_CGROUP =
      Reading.unavailable(Reason.NOT_SUPPORTED, "no memory cgroup");
  private static final TickClock CLOCK =
      new TickClock(
          Instant.parse("2026-11-20T11:20:00Z"),
          1000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  private final Member master = member(1, 100);
  private final FamilyState family =
      new FamilyState(
          master, new FamilyState.FamilyNames(NamingEnvironment.EMPTY, "python", Optional.empty()));

  @Test
  void footprint_isTheMastersMemory_andWhatWorkersHoldAlone() {
    worker(2, master, 100, 100, 7);
    worker(3, master, 120, 100, 30);

    assertThat(footprint()).isEqualTo(137 * MB);
  }

  @Test
  void footprint_ofAWorkerThatWasNeverRead_isUnknown() {
    family.workers.put(new ProcessKey(2, 1), member(2, 100));

    assertThat(new FamilyTotals(family, CLOCK).footprint(NO_CGROUP)).isEmpty();
  }

  /** Of 60 MB the parent's own, a child still shares all and the other one half. */
  @Test
  void footprint_afterAParentLeft_countsOnceWhatItsWorkersStillShare() {
    Member parent = worker(2, master, 160, 100, 60);
    worker(3, parent, 160, 160, 0);
    worker(4, parent, 160, 160, 80);
    assertThat(footprint()).isEqualTo((100 + 60 + 80) * MB);

    family.workers.remove(parent.key);

    assertThat(footprint()).isEqualTo((100 + 60 + 80) * MB);
    assertThat(new FamilyTotals(family, CLOCK).footprint(NO_CGROUP).map(found -> found.basis()))
        .contains(Basis.ESTIMATED);
  }

  /** Pages copied since the reading are there a second time. */
  @Test
  void footprint_betweenReadings_goesOnWithFaults() {
    Member worker = worker(2, master, 100, 100, 7);
    worker.update(stat(10 * MB / 4096), worker.statm, 2000);

    assertThat(footprint()).isEqualTo(117 * MB);
  }

  private long footprint() {
    return new FamilyTotals(family, CLOCK).footprint(NO_CGROUP).map(Footprint::bytes).orElseThrow();
  }

  private Member worker(int pid, Member parent, long anonymousMb, long inheritedMb, long ownMb) {
    Member worker = member(pid, anonymousMb);
    worker.parent = Optional.of(parent);
    worker.inherited =
        Optional.of(new Inherited(Reading.of(inheritedMb * MB), Basis.MEASURED, Duration.ZERO));
    worker.own = Optional.of(OwnMemory.read(ownMb * MB, worker.freeFigures()));
    family.workers.put(worker.key, worker);
    return worker;
  }

  private static Member member(int pid, long anonymousMb) {
    return new Member(new ProcessKey(pid, 1), stat(0), new Statm(anonymousMb * MB, 0), true);
  }

  private static Stat stat(long minorFaults) {
    return new Stat("python", 'S', 1, 0, minorFaults, 0, 0, 0, 0, 1, 0);
  }
}
