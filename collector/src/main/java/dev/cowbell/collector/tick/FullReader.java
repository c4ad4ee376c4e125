package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.ProcFs;
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
  private final SharingReader sharing;
  private final ReadingPlan plan;
  private final LongSupplier cpuNanos;
  private CpuBudget budget;

  /** What one tick's full readings came to. */
  record Outcome(int taken, int deferred) {}

  /**
   * @param cpuNanos CPU time of the calling thread
   */
  FullReader(ProcFs procFs, ReadingPlan plan, CpuBudget budget, LongSupplier cpuNanos) {
    sharing = new SharingReader(procFs);
    this.plan = plan;
    this.budget = budget;
    this.cpuNanos = cpuNanos;
  }

  Outcome read(Collection<FamilyState> observed, TickClock clock) {
    Map<ProcessKey, FamilyState> families = new LinkedHashMap<>();
    observed.forEach(
        family -> family.members().forEach(member -> families.putIfAbsent(member.key, family)));
    List<Candidate> candidates =
        observed.stream()
            .flatMap(family -> family.members().map(m -> candidate(family, m, clock)))
            .toList();
    budget = budget.after(clock.sinceLast());
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
    return new Outcome(taken, due.size() - taken);
  }

  private void read(Member member, FamilyState family, TickClock clock) {
    long start = cpuNanos.getAsLong();
    sharing.read(family, member, clock.at());
    budget = budget.spend(cpuNanos.getAsLong() - start);
  }

  private static Candidate candidate(FamilyState family, Member member, TickClock clock) {
    return new Candidate(
        member.key,
        member == family.master,
        member.full.map(last -> Duration.between(last.takenAt(), clock.at())),
        member.relativeLeft,
        member.movedBytes(),
        member.statm.anonymousBytes());
  }
}
