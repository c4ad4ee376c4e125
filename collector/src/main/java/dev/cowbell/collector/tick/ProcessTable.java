package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.family.ProcessSnapshot;
import dev.cowbell.collector.family.ProgramIdentity;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All live processes of user space at one tick. What program each runs is looked up again only when
 * it may have changed. Kernel threads, of which a host of 128 CPUs has over a thousand, are not
 * looked at each time.
 */
final class ProcessTable {
  private static final int KERNEL_THREAD_SCANS = 8;

  private final ProcFs procFs;
  private Map<ProcessKey, Entry> entries = new HashMap<>();
  private Set<Integer> kernelThreads = Set.of();
  private int scans;

  /**
   * One process as the tick before saw it.
   *
   * @param stackAddress of its last exec, as long as the kernel told
   */
  private record Entry(Stat stat, long stackAddress, ProgramIdentity program) {
    boolean runsTheSame(Stat now) {
      return now.startStackAddress() == stackAddress && now.comm().equals(stat.comm());
    }

    /**
     * A process that ends gives up its memory, and with it the names of its program and stack, a
     * moment before it is a zombie: it is still what it was.
     */
    boolean hasLetGo(Stat now) {
      return now.startStackAddress() == 0 && stackAddress != 0;
    }
  }

  ProcessTable(ProcFs procFs) {
    this.procFs = procFs;
  }

  /** Reads all processes anew. */
  List<ProcessSnapshot> scan() {
    scans++;
    Map<ProcessKey, Entry> seen = new HashMap<>();
    Set<Integer> ofKernel = new HashSet<>();
    List<ProcessSnapshot> snapshots = new ArrayList<>();
    for (int pid : procFs.pids()) {
      if (isTakenForKernelThread(pid)) {
        ofKernel.add(pid);
        continue;
      }
      Optional<Stat> read = procFs.stat(pid).optional();
      if (read.isEmpty()) {
        continue;
      }
      Stat stat = read.get();
      if (stat.isKernelThread()) {
        ofKernel.add(pid);
      } else if (!stat.isZombie()) {
        snapshots.add(remember(pid, stat, seen));
      }
    }
    entries = seen;
    kernelThreads = ofKernel;
    return snapshots;
  }

  /** Each is looked at again in turn, since pids are given anew once all have been given. */
  private boolean isTakenForKernelThread(int pid) {
    return kernelThreads.contains(pid) && (pid + scans) % KERNEL_THREAD_SCANS != 0;
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
    Entry now =
        (before != null && (before.runsTheSame(stat) || before.hasLetGo(stat)))
            ? new Entry(stat, before.stackAddress, before.program)
            : new Entry(stat, stat.startStackAddress(), program(pid, stat));
    seen.put(key, now);
    return new ProcessSnapshot(key, stat.parentPid(), now.stackAddress, now.program);
  }

  private ProgramIdentity program(int pid, Stat stat) {
    return new ProgramIdentity(procFs.executableFile(pid).optional(), stat.comm());
  }
}
