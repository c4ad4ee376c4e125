package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.sampling.Candidate;
import dev.cowbell.collector.sampling.CpuBudget;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Takes the full readings that are due and affordable. */
final class FullReader {
  private final ProcFs procFs;
  private final ReadingPlan plan;
  private final LongSupplier cpuNanos;
  private CpuBudget budget;

  /** What one tick's full readings came to. */
  record Outcome(int taken, int deferred) {}

  /**
   * @param cpuNanos CPU time of the calling thread
   */
  FullReader(ProcFs procFs, ReadingPlan plan, CpuBudget budget, LongSupplier cpuNanos) {
    this.procFs = procFs;
    this.plan = plan;
    this.budget = budget;
    this.cpuNanos = cpuNanos;
  }

  Outcome read(Collection<FamilyState> families, TickClock clock) {
    Map<ProcessKey, Member> members = new LinkedHashMap<>();
    families.forEach(
        family -> family.members().forEach(member -> members.putIfAbsent(member.key, member)));
    List<Candidate> candidates =
        families.stream()
            .flatMap(family -> family.members().map(m -> candidate(family, m, clock)))
            .toList();
    budget = budget.after(clock.sinceLast());
    int taken = 0;
    List<ProcessKey> due = plan.due(candidates);
    for (ProcessKey key : due) {
      Member member = members.get(key);
      if (member == null || !budget.hasCredit()) {
        break;
      }
      read(member, clock);
      taken++;
    }
    return new Outcome(taken, due.size() - taken);
  }

  private void read(Member member, TickClock clock) {
    long start = cpuNanos.getAsLong();
    Reading<SmapsRollup> rollup = procFs.smapsRollup(member.key.pid(), member.key.startTicks());
    budget = budget.spend(cpuNanos.getAsLong() - start);
    member.remember(clock.at(), rollup);
  }

  private static Candidate candidate(FamilyState family, Member member, TickClock clock) {
    return new Candidate(
        member.key,
        member == family.master,
        // Where the clock was set back the age is wrong by as much: better too old than never due.
        member.full.map(last -> Duration.between(last.takenAt(), clock.at()).abs()),
        member.relativeLeft,
        member.movedBytes(),
        member.statm.anonymousBytes());
  }
}
