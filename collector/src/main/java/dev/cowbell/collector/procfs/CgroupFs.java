package dev.cowbell.collector.procfs;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The memory cgroups of a host, cgroups(7), versions 1 and 2. Not for several threads. */
public final class CgroupFs {
  private static final Logger LOG = LoggerFactory.getLogger(CgroupFs.class);

  /** Kubernetes nests four levels, systemd inside a container some more. */
  private static final int DEEPEST = 12;

  private final String mount;
  private final long ownPid;
  private final KernelFile file = new KernelFile();
  private Optional<Path> own = Optional.empty();
  private boolean lookedForOwn;

  /**
   * The cgroups of one host.
   *
   * @param sysRoot usually /sys
   */
  public CgroupFs(Path sysRoot) {
    this(sysRoot, ProcessHandle.current().pid());
  }

  CgroupFs(Path sysRoot, long ownPid) {
    mount = sysRoot + "/fs/cgroup";
    this.ownPid = ownPid;
  }

  /**
   * Anonymous bytes charged to a cgroup, where these processes own it: all of them are in it,
   * nothing else is, and it has no groups below. NOT_SUPPORTED where they do not.
   */
  public Reading<Long> anonymousBytesOwnedBy(Set<Integer> pids, CgroupPath cgroup) {
    String folder = folder(cgroup);
    Reading<Set<Integer>> members =
        file.readLines(folder, folder + "/cgroup.procs", CgroupFs::parsePids);
    return members.flatMap(
        found ->
            found.equals(pids) && !hasGroupsBelow(folder)
                ? file.readLines(
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
    String root = mount + (cgroup.version() == 1 ? "/memory" : "");
    return cgroup.path().startsWith("/../")
        ? own(Path.of(root))
            .map(folder -> folder.resolve(cgroup.path().substring(1)).normalize().toString())
            .orElse(root + cgroup.path())
        : root + cgroup.path();
  }

  /**
   * Where this process is. In a cgroup namespace of its own, cgroup_namespaces(7), the kernel
   * writes the others' paths as seen from there.
   */
  private Optional<Path> own(Path root) {
    if (!lookedForOwn) {
      lookedForOwn = true;
      try (Stream<Path> files =
          Files.find(root, DEEPEST, (path, a) -> path.endsWith("cgroup.procs"))) {
        own = files.filter(this::holdsOwnPid).map(Path::getParent).findFirst();
      } catch (IOException | UncheckedIOException gone) {
        LOG.warn(
            "The memory of cgroups is left out: {} cannot be searched ({})",
            root,
            gone.getMessage());
      }
    }
    return own;
  }

  private boolean holdsOwnPid(Path procs) {
    try {
      return Files.readAllLines(procs).contains(Long.toString(ownPid));
    } catch (IOException gone) {
      return false; // a group that ended meanwhile, or a threaded one, which cannot be asked
    }
  }

  static Set<Integer> parsePids(KernelText text) throws ParseException {
    Set<Integer> pids = new HashSet<>();
    while (!text.atEnd()) {
      pids.add((int) text.number("pid", Integer.MAX_VALUE));
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
