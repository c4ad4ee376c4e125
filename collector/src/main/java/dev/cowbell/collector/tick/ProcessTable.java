package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.family.ProcessSnapshot;
import dev.cowbell.collector.family.ProgramIdentity;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All live processes of user space at one tick. What program each runs is looked up again only when
 * it may have changed.
 */
final class ProcessTable {
  private final ProcFs procFs;
  private Map<ProcessKey, Entry> entries = new HashMap<>();

  /** One process as the tick before saw it. */
  private record Entry(Stat stat, ProgramIdentity program) {
    boolean runsTheSame(Stat now) {
      return now.startStackAddress() == stat.startStackAddress() && now.comm().equals(stat.comm());
    }
  }

  ProcessTable(ProcFs procFs) {
    this.procFs = procFs;
  }

  /** Reads all processes anew. */
  List<ProcessSnapshot> scan() {
    Map<ProcessKey, Entry> seen = new HashMap<>();
    List<ProcessSnapshot> snapshots = new ArrayList<>();
    for (int pid : procFs.pids()) {
      procFs
          .stat(pid)
          .optional()
          .filter(stat -> !stat.isKernelThread() && !stat.isZombie())
          .ifPresent(stat -> snapshots.add(remember(pid, stat, seen)));
    }
    entries = seen;
    return snapshots;
  }

  /** The stat line of a process that the last scan returned. */
  Stat stat(ProcessKey key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw new IllegalStateException("not in the last scan: " + key);
    }
    return entry.stat;
  }

  private ProcessSnapshot remember(int pid, Stat stat, Map<ProcessKey, Entry> seen) {
    ProcessKey key = new ProcessKey(pid, stat.startTicks());
    Entry before = entries.get(key);
    ProgramIdentity program =
        (before != null && before.runsTheSame(stat)) ? before.program : program(pid, stat);
    seen.put(key, new Entry(stat, program));
    return new ProcessSnapshot(key, stat.parentPid(), stat.startStackAddress(), program);
  }

  private ProgramIdentity program(int pid, Stat stat) {
    return new ProgramIdentity(procFs.executableFile(pid).optional(), stat.comm());
  }
}
