package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sampling.Candidate;
import dev.cowbell.collector.sampling.CpuBudget;
import dev.cowbell.collector.sampling.ReadingPlan;
import dev.cowbell.collector.sampling.SizeGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Takes the full readings that are due and affordable. */
final class FullReader {
  private static final Reading<SmapsRollup> TOO_LARGE =
      Reading.unavailable(
          Reason.NOT_YET_READ,
          "too large: the process could not map memory for longer than is fair while it was read");

  private final SharingReader sharing;
  private final ReadingPlan plan;
  private final ReadingFailures failures = new ReadingFailures();
  private final CpuMeter cpu;
  private final LongSupplier wallNanos;
  private CpuBudget budget;

  /** Of the process, before what readings have cost. */
  private OptionalLong elsewhereNanos = OptionalLong.empty();

  private long readingNanos;

  /**
   * What one tick's full readings came to.
   *
   * @param deferred due and not affordable
   * @param resting processes that were left alone since their last reading took long, or would
   */
  record Outcome(int taken, int deferred, int resting) {}

  /**
   * @param wallNanos time on a clock that only goes forward
   */
  FullReader(
      ProcFs procFs, ReadingPlan plan, CpuBudget budget, CpuMeter cpu, LongSupplier wallNanos) {
    sharing = new SharingReader(procFs);
    this.plan = plan;
    this.budget = budget;
    this.cpu = cpu;
    this.wallNanos = wallNanos;
  }

  Outcome read(Collection<FamilyState> observed, TickClock clock) {
    Map<ProcessKey, FamilyState> families = new LinkedHashMap<>();
    observed.forEach(
        family -> family.members().forEach(member -> families.putIfAbsent(member.key, family)));
    List<Candidate> candidates = new ArrayList<>();
    int resting = 0;
    for (FamilyState family : observed) {
      for (Member member : family.members().toList()) {
        if (mayBeRead(member, clock)) {
          candidates.add(candidate(family, member, clock));
        } else {
          resting++;
        }
      }
    }
    budget = budget.after(clock.sinceLast(), spentElsewhereNanos());
    int taken = 0;
    List<ProcessKey> due = plan.due(candidates);
    for (ProcessKey key : due) {
      FamilyState family = families.get(key);
      if (family == null || !budget.hasCredit()) {
        break;
      }
      family.member(key).ifPresent(member -> read(member, family, clock));
      taken++;
    }
    return new Outcome(taken, due.size() - taken, resting);
  }

  /** What could not be read since the start. */
  ReadingFailures failures() {
    return failures;
  }

  private static boolean mayBeRead(Member member, TickClock clock) {
    boolean tooLarge = SizeGuard.isTooLarge(member.statm.residentBytes());
    if (tooLarge && member.full.isEmpty()) {
      member.remember(clock.at(), TOO_LARGE, SharingReader.NOT_WANTED);
    }
    return !tooLarge && member.guard.allows(clock.uptimeMillis());
  }

  private void read(Member member, FamilyState family, TickClock clock) {
    long cpuStart = cpu.threadNanos().getAsLong();
    long wallStart = wallNanos.getAsLong();
    sharing.read(family, member, clock.at());
    member.full.ifPresent(failures::add);
    long took = wallNanos.getAsLong() - wallStart;
    long spent = cpu.threadNanos().getAsLong() - cpuStart;
    readingNanos += spent;
    budget = budget.spend(spent);
    member.guard = member.guard.after(clock.uptimeMillis(), took, member.statm.residentBytes());
  }

  /** By the whole process since the tick before, for all but readings. */
  private long spentElsewhereNanos() {
    long now = cpu.processNanos().getAsLong() - readingNanos;
    long spent = now - elsewhereNanos.orElse(now);
    elsewhereNanos = OptionalLong.of(now);
    return spent;
  }

  private static Candidate candidate(FamilyState family, Member member, TickClock clock) {
    return new Candidate(
        member.key,
        member == family.master,
        Duration.ofMillis(Math.max(0, clock.uptimeMillis() - member.stat.birthMillis())),
        sinceReading(member, clock),
        member.relativeLeft,
        member.movedBytes(),
        member.doubt,
        member.statm.anonymousBytes());
  }

  /** Where the clock was set back it is wrong by as much: better too old than never due. */
  private static Optional<Duration> sinceReading(Member member, TickClock clock) {
    return member.full.isPresent()
        ? Optional.of(Duration.between(member.full.get().takenAt(), clock.at()).abs())
        : Optional.empty();
  }
}
