package dev.cowbell.collector.tick;

import dev.cowbell.collector.lifecycle.OomMatch;
import dev.cowbell.collector.procfs.CgroupFs;
import dev.cowbell.collector.procfs.CgroupPath;
import dev.cowbell.collector.procfs.ProcFs;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices which workers were killed for want of memory. A cgroup's count holds every kill of a
 * process in it, whoever ran out; where it cannot be read, the host's count has to do.
 */
final class OomObserver {
  private static final String HOST = "";

  private final ProcFs procFs;
  private final CgroupFs cgroups;
  private Map<String, Long> killsBefore = Map.of();
  private Map<String, Long> lately = Map.of();

  OomObserver(ProcFs procFs, CgroupFs cgroups) {
    this.procFs = procFs;
    this.cgroups = cgroups;
  }

  /** Takes a tick, and reports kills among the workers that the log has seen ending. */
  void observe(Collection<FamilyState> families, LifecycleLog log) {
    Map<String, Long> kills = new HashMap<>();
    procFs.oomKills().optional().ifPresent(count -> kills.put(HOST, count));
    families.forEach(family -> family.cgroup.ifPresent(path -> read(path, kills)));
    List<LifecycleLog.Exit> exits = log.exits();
    // The family itself may have ended with its workers.
    exits.forEach(exit -> exit.family().cgroup.ifPresent(path -> read(path, kills)));
    Map<String, Long> rise = rise(kills);
    Map<String, Long> risen = new HashMap<>(lately);
    rise.forEach((pool, count) -> risen.merge(pool, count, Long::sum));
    List<OomMatch.Killed> killed =
        OomMatch.match(exits.stream().map(exit -> ended(exit, kills)).toList(), risen);
    killed.forEach(one -> report(one, exits, log));
    // A large process takes a while to die: what matched nobody yet counts for one more tick.
    lately = killed.isEmpty() ? rise : Map.of();
    killsBefore = kills;
  }

  private void read(CgroupPath path, Map<String, Long> kills) {
    if (!kills.containsKey(path.path())) {
      cgroups.oomKills(path).optional().ifPresent(count -> kills.put(path.path(), count));
    }
  }

  private Map<String, Long> rise(Map<String, Long> now) {
    Map<String, Long> rise = new HashMap<>();
    now.forEach(
        (pool, count) -> {
          long before = killsBefore.getOrDefault(pool, count);
          if (count > before) {
            rise.put(pool, count - before);
          }
        });
    return rise;
  }

  private static void report(
      OomMatch.Killed killed, List<LifecycleLog.Exit> exits, LifecycleLog log) {
    exits.stream()
        .filter(exit -> exit.worker().key.equals(killed.key()))
        .forEach(exit -> log.killed(exit, killed.certain()));
  }

  private static OomMatch.Ended ended(LifecycleLog.Exit exit, Map<String, Long> readable) {
    String pool =
        exit.family().cgroup.map(CgroupPath::path).filter(readable::containsKey).orElse(HOST);
    return new OomMatch.Ended(exit.worker().key, pool, exit.worker().statm.residentBytes());
  }
}
