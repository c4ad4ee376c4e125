package dev.cowbell.collector.procfs;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** The memory cgroups of a host, cgroups(7), versions 1 and 2. Not for several threads. */
public final class CgroupFs {
  private final String mount;
  private final KernelFile file = new KernelFile();

  /**
   * The cgroups of one host.
   *
   * @param sysRoot usually /sys
   */
  public CgroupFs(Path sysRoot) {
    mount = sysRoot + "/fs/cgroup";
  }

  /**
   * Anonymous bytes charged to a cgroup, where these processes own it: all of them are in it,
   * nothing else is, and it has no groups below. NOT_SUPPORTED where they do not.
   */
  public Reading<Long> anonymousBytesOwnedBy(Set<Integer> pids, CgroupPath cgroup) {
    String folder = folder(cgroup);
    Reading<Set<Integer>> members =
        file.read(folder, folder + "/cgroup.procs", CgroupFs::parsePids);
    return members.flatMap(
        found ->
            found.equals(pids) && !hasGroupsBelow(folder)
                ? file.read(
                    folder, folder + "/memory.stat", text -> parseAnonymous(text, cgroup.version()))
                : Reading.unavailable(
                    Reason.NOT_SUPPORTED, "the family does not own its memory cgroup"));
  }

  /**
   * Processes of a cgroup that the kernel killed for want of memory: memory.events of version 2,
   * memory.oom_control of version 1.
   */
  public Reading<Long> oomKills(CgroupPath cgroup) {
    String folder = folder(cgroup);
    String name = cgroup.version() == 1 ? "/memory.oom_control" : "/memory.events";
    return file.read(folder, folder + name, text -> NamedCount.parse(text, "oom_kill"));
  }

  private String folder(CgroupPath cgroup) {
    return mount + (cgroup.version() == 1 ? "/memory" : "") + cgroup.path();
  }

  static Set<Integer> parsePids(KernelText text) throws ParseException {
    Set<Integer> pids = new HashSet<>();
    while (!text.atEnd()) {
      pids.add((int) text.number("pid"));
      text.nextLine();
    }
    return pids;
  }

  /**
   * "anon" of version 2; in version 1 "rss", which despite its name is anonymous and swap-cache
   * memory.
   */
  static long parseAnonymous(KernelText text, int version) throws ParseException {
    String wanted = version == 1 ? "rss" : "anon";
    OptionalLong bytes = OptionalLong.empty();
    while (!text.atEnd() && bytes.isEmpty()) {
      if (text.word().equals(wanted)) {
        bytes = OptionalLong.of(text.number(wanted));
      }
      text.nextLine();
    }
    return bytes.orElseThrow(() -> text.expected(wanted));
  }

  private static boolean hasGroupsBelow(String folder) {
    File[] below = new File(folder).listFiles(File::isDirectory);
    return below != null && below.length > 0;
  }
}
