package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.FamilyFinder;
import dev.cowbell.collector.family.FamilyTracker;
import dev.cowbell.collector.family.ForkTree;
import dev.cowbell.collector.family.ForkTree.ForkedWorker;
import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.family.ProcessSnapshot;
import dev.cowbell.collector.procfs.NamingEnvironment;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.procfs.Statm;
import dev.cowbell.collector.tick.FamilyState.FamilyNames;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Follows families from tick to tick with the figures that cost next to nothing (stat and statm).
 */
final class FamilyObserver {
  private final ProcFs procFs;
  private final ProcessTable processes;
  private final FamilyTracker tracker;
  private final NamedProcesses named;
  private final InterpreterObserver interpreters;
  private final long minFamilyBytes;
  private final Map<ProcessKey, FamilyState> families = new LinkedHashMap<>();

  /**
   * @param isReloading of a master, which is kept though it has no workers meanwhile
   */
  FamilyObserver(ProcFs procFs, long minFamilyBytes, Predicate<ProcessKey> isReloading) {
    this.procFs = procFs;
    this.processes = new ProcessTable(procFs);
    this.tracker = new FamilyTracker(isReloading);
    this.named = new NamedProcesses(procFs);
    this.interpreters = new InterpreterObserver(procFs);
    this.minFamilyBytes = minFamilyBytes;
  }

  /** Takes a tick's figures and reports what happened. */
  Collection<FamilyState> observe(TickClock clock, LifecycleLog log) {
    List<ProcessSnapshot> snapshots = processes.scan();
    Set<ProcessKey> alive =
        snapshots.stream().map(ProcessSnapshot::key).collect(Collectors.toSet());
    Predicate<ProcessKey> hasLivedAnInterval =
        process ->
            clock.uptimeMillis() - processes.stat(process).birthMillis()
                >= clock.planned().toMillis();
    List<ForkTree> found = FamilyFinder.find(snapshots);
    List<ForkTree> trees =
        tracker.update(
            Stream.concat(
                    found.stream(),
                    named.alone(snapshots, found, namedFamilies(), hasLivedAnInterval).stream())
                .toList(),
            alive,
            hasLivedAnInterval,
            this::isWorthMeasuring);
    trees.forEach(tree -> update(tree, clock, log, alive));
    removeAllBut(trees, log, alive);
    return families.values();
  }

  private Set<ProcessKey> namedFamilies() {
    return families.values().stream()
        .filter(family -> family.names.environment().isService())
        .map(family -> family.master.key)
        .collect(Collectors.toSet());
  }

  private boolean isWorthMeasuring(ProcessKey master) {
    return procFs
        .statm(master.pid())
        .optional()
        .filter(m -> m.anonymousBytes() >= minFamilyBytes)
        .isPresent();
  }

  private void update(ForkTree tree, TickClock clock, LifecycleLog log, Set<ProcessKey> alive) {
    FamilyState known = families.get(tree.master());
    if (known == null) {
      create(tree, clock).ifPresent(family -> updateWorkers(family, tree, clock, log));
      return;
    }
    known.removeAllBut(tree).forEach(worker -> leave(known, worker, log, alive));
    refresh(known.master, clock);
    updateWorkers(known, tree, clock, log);
  }

  private void updateWorkers(FamilyState family, ForkTree tree, TickClock clock, LifecycleLog log) {
    families.put(tree.master(), family);
    tree.workers().forEach(worker -> updateWorker(family, worker, clock, log));
    // Not those that live for a moment: a program that is run from one is a fork at first.
    family.hadWorkers |=
        family.workers.values().stream()
            .anyMatch(
                worker ->
                    clock.uptimeMillis() - worker.stat.birthMillis() >= clock.planned().toMillis());
    family.members().forEach(member -> interpreters.observe(family, member, log));
    tree.workers().forEach(worker -> compareWithParent(family, worker, log));
  }

  private void compareWithParent(FamilyState family, ForkedWorker worker, LifecycleLog log) {
    Optional<Member> found = family.member(worker.key());
    if (found.isEmpty()) {
      return;
    }
    Member member = found.get();
    if (member.parent.isEmpty()) {
      member.parent = family.member(worker.parent());
      member.parentThen = member.parent.map(Member::freeFigures);
      interpreters.compareWithParent(family, member, log);
    }
    if (member.parent.isPresent()) {
      member.rememberBaseline(member.parent.get());
    }
  }

  private void updateWorker(
      FamilyState family, ForkedWorker forked, TickClock clock, LifecycleLog log) {
    Member known = family.workers.get(forked.key());
    if (known != null) {
      refresh(known, clock);
      return;
    }
    createMember(forked.key(), clock)
        .ifPresent(
            worker -> {
              family.workers.put(worker.key, worker);
              if (worker.bornInSight) {
                log.spawned(family, worker);
              }
            });
    inherit(family, forked, clock);
  }

  private static void inherit(FamilyState family, ForkedWorker forked, TickClock clock) {
    family
        .member(forked.key())
        .ifPresent(
            worker ->
                worker.inherited =
                    family
                        .member(forked.parent())
                        .map(
                            parent ->
                                parent.history.atBirth(
                                    worker.stat.birthMillis(),
                                    worker.statm.anonymousBytes(),
                                    clock.near())));
  }

  /** A process that leaves in between keeps its last figures; the next scan misses it. */
  private void refresh(Member member, TickClock clock) {
    Stat stat = processes.stat(member.key);
    if (stat.startStackAddress() != member.stat.startStackAddress()) {
      // It has replaced its program under the same pid, as a reloading server does.
      interpreters.startAnew(member);
      member.forgetPages();
      member.replacedProgram = true;
    }
    Statm statm = procFs.statm(member.key.pid()).optional().orElse(member.statm);
    member.update(stat, statm, clock.uptimeMillis());
  }

  private Optional<FamilyState> create(ForkTree tree, TickClock clock) {
    return createMember(tree.master(), clock)
        .map(
            master -> {
              FamilyState family = new FamilyState(master, names(tree));
              family.cgroup = procFs.cgroup(master.key.pid()).optional().flatMap(path -> path);
              return family;
            });
  }

  private Optional<Member> createMember(ProcessKey key, TickClock clock) {
    Stat stat = processes.stat(key);
    return procFs
        .statm(key.pid())
        .optional()
        .map(
            statm -> {
              Member member = new Member(key, stat, statm, clock.isNear(stat.birthMillis()));
              member.observe(stat, statm, clock.uptimeMillis());
              return member;
            });
  }

  /** From a worker, whose environment may say more than the master's, else from the master. */
  private FamilyNames names(ForkTree tree) {
    int master = tree.master().pid();
    int worker = tree.workers().isEmpty() ? master : tree.workers().getFirst().key().pid();
    NamingEnvironment environment =
        procFs
            .namingEnvironment(worker)
            .optional()
            .or(() -> procFs.namingEnvironment(master).optional())
            .orElse(NamingEnvironment.EMPTY);
    String executable =
        procFs
            .executableName(master)
            .optional()
            .orElseGet(() -> processes.stat(tree.master()).comm());
    return new FamilyNames(
        environment, executable, procFs.mainScript(master, executable).optional().flatMap(s -> s));
  }

  private void removeAllBut(List<ForkTree> trees, LifecycleLog log, Set<ProcessKey> alive) {
    Set<ProcessKey> staying = trees.stream().map(ForkTree::master).collect(Collectors.toSet());
    families
        .values()
        .removeIf(
            family -> {
              boolean gone = !staying.contains(family.master.key);
              if (gone) {
                family.workers.values().forEach(worker -> leave(family, worker, log, alive));
                interpreters.forget(family.master);
              }
              return gone;
            });
  }

  private void leave(FamilyState family, Member worker, LifecycleLog log, Set<ProcessKey> alive) {
    if (!alive.contains(worker.key)) {
      log.exited(family, worker);
    } else if (worker.statBefore.isPresent()
        && processes.stat(worker.key).startStackAddress() != worker.stat.startStackAddress()) {
      // One that was a worker for longer than a moment: every program that is started was a fork
      // once.
      log.replacedProgram(family, worker);
    }
    interpreters.forget(worker);
  }
}
