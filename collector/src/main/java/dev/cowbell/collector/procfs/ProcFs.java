package dev.cowbell.collector.procfs;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one proc file system. A process that has gone is a reading like any other ({@link
 * Reason#PROCESS_EXITED}). Not for several threads: all readings share one buffer.
 */
public final class ProcFs {
  /** A hundred years. */
  private static final long MOST_UPTIME_SECONDS = 100L * 366 * 24 * 3600;

  private final String root;
  private final KernelFile file;

  /**
   * A proc file system.
   *
   * @param root usually /proc
   */
  public ProcFs(Path root) {
    this(root, new KernelFile());
  }

  ProcFs(Path root, KernelFile file) {
    this.root = root.toString();
    this.file = file;
  }

  /** All processes, in no order. Empty where the root is not a proc file system. */
  public int[] pids() {
    String[] names = new File(root).list();
    if (names == null) {
      return new int[0];
    }
    int[] pids = new int[names.length];
    int count = 0;
    for (String name : names) {
      if (isNumber(name)) {
        pids[count++] = Integer.parseInt(name);
      }
    }
    return Arrays.copyOf(pids, count);
  }

  public Reading<Stat> stat(int pid) {
    return lineOfProcess(pid, "stat", Stat::parse);
  }

  public Reading<Statm> statm(int pid) {
    return lineOfProcess(pid, "statm", Statm::parse);
  }

  /** Costs 11-15 us per resident megabyte and holds the process's mmap lock meanwhile. */
  public Reading<SmapsRollup> smapsRollup(int pid) {
    return ofProcess(
            pid,
            "smaps_rollup",
            text ->
                text.isEmpty()
                    ? Optional.<SmapsRollup>empty()
                    : Optional.of(SmapsRollup.parse(text)))
        .flatMap(found -> found.map(Reading::of).orElseGet(() -> gone(pid)));
  }

  /**
   * The same of one process and no other that was given its pid meanwhile: it is looked at again
   * after the reading.
   *
   * @param startTicks when the process meant was born
   */
  public Reading<SmapsRollup> smapsRollup(int pid, long startTicks) {
    Reading<SmapsRollup> rollup = smapsRollup(pid);
    return rollup.flatMap(
        read ->
            stat(pid)
                .flatMap(
                    now -> now.startTicks() == startTicks ? Reading.of(read) : this.gone(pid)));
  }

  public Reading<List<Mapping>> maps(int pid) {
    return ofProcess(pid, "maps", Mapping::parse);
  }

  /** Where anonymous pages of a process can be. */
  public Reading<PrivateRanges> privateRanges(int pid) {
    return ofProcess(pid, "maps", PrivateRanges::parse);
  }

  /** What lies at which address. */
  public Reading<AddressSpace> addressSpace(int pid) {
    return ofProcess(pid, "maps", AddressSpace::parse);
  }

  /** The names in the environment; nothing else of it is kept. */
  public Reading<NamingEnvironment> namingEnvironment(int pid) {
    Reading<NamingEnvironment> names = bytesOf(pid, "environ", NamingEnvironment::parse);
    file.wipe();
    return names;
  }

  /**
   * The base name of the script that an interpreter runs; nothing else of the command line is kept.
   *
   * @param executable base name of the interpreter
   */
  public Reading<Optional<String>> mainScript(int pid, String executable) {
    Reading<Optional<String>> script =
        bytesOf(pid, "cmdline", text -> MainScript.parse(text, executable));
    file.wipe();
    return script;
  }

  public Reading<Optional<CgroupPath>> cgroup(int pid) {
    return ofProcess(pid, "cgroup", CgroupPath::parse);
  }

  /** Base name of the executable. */
  public Reading<String> executableName(int pid) {
    Path link = Path.of(processFolder(pid), "exe");
    try {
      String target = Names.baseName(Files.readSymbolicLink(link).toString());
      return Reading.of(Names.clean(target.replace(" (deleted)", "")).orElse("unnamed"));
    } catch (IOException failure) {
      return whyNoLink(pid, link, failure);
    }
  }

  /**
   * Device and inode of the executable: two processes run the same program when these are equal.
   */
  public Reading<String> executableFile(int pid) {
    Path link = Path.of(processFolder(pid), "exe");
    try {
      return Reading.of(
          String.valueOf(Files.readAttributes(link, BasicFileAttributes.class).fileKey()));
    } catch (IOException failure) {
      return whyNoLink(pid, link, failure);
    }
  }

  public Reading<MemInfo> memInfo() {
    return ofHost("meminfo", MemInfo::parse);
  }

  /**
   * Pressure on one resource.
   *
   * @param resource memory, cpu or io
   */
  public Reading<Pressure> pressure(String resource) {
    return ofHost("pressure/" + resource, Pressure::parse);
  }

  public Reading<List<DiskStats>> diskStats() {
    return ofHost("diskstats", DiskStats::parse);
  }

  public Reading<CpuInfo> cpuInfo() {
    return ofHost("cpuinfo", CpuInfo::parse);
  }

  /** Milliseconds since boot, on the clock that processes' start times use. */
  public Reading<Long> uptimeMillis() {
    return ofHost(
        "uptime", text -> Math.round(text.fraction("uptime", MOST_UPTIME_SECONDS) * 1000));
  }

  /** Processes that the kernel killed for want of memory since boot. Linux 4.13 and newer. */
  public Reading<Long> oomKills() {
    return ofHost("vmstat", text -> NamedCount.parse(text, "oom_kill"));
  }

  public Reading<String> bootId() {
    return ofHost("sys/kernel/random/boot_id", KernelText::restOfLine);
  }

  public Reading<String> kernelRelease() {
    return ofHost("sys/kernel/osrelease", KernelText::restOfLine);
  }

  public Reading<String> hostname() {
    return ofHost("sys/kernel/hostname", KernelText::restOfLine);
  }

  /** Where the files of a process are. */
  public Path process(int pid) {
    return Path.of(processFolder(pid));
  }

  /** Of a file whose parts end in NUL. */
  private <T> Reading<T> bytesOf(int pid, String name, KernelFile.Parser<T> parser) {
    String folder = processFolder(pid);
    return file.read(folder, folder + '/' + name, parser);
  }

  private <T> Reading<T> ofProcess(int pid, String name, KernelFile.Parser<T> parser) {
    String folder = processFolder(pid);
    return file.readLines(folder, folder + '/' + name, parser);
  }

  /** Of a file of one line, which the kernel gives at one go. */
  private <T> Reading<T> lineOfProcess(int pid, String name, KernelFile.Parser<T> parser) {
    String folder = processFolder(pid);
    return file.readLine(folder, folder + '/' + name, parser);
  }

  private <T> Reading<T> ofHost(String name, KernelFile.Parser<T> parser) {
    return file.readLines(root, root + '/' + name, parser);
  }

  private String processFolder(int pid) {
    return root + '/' + pid;
  }

  private <T> Reading<T> gone(int pid) {
    return Reading.unavailable(Reason.PROCESS_EXITED, processFolder(pid) + " has ended");
  }

  private <T> Reading<T> whyNoLink(int pid, Path link, IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return Reading.unavailable(Reason.PERMISSION_DENIED, link + Permission.HINT);
    }
    return Files.exists(process(pid))
        ? Reading.unavailable(Reason.NOT_SUPPORTED, link + " has no target")
        : gone(pid);
  }

  private static boolean isNumber(String name) {
    int length = name.length();
    for (int at = 0; at < length; at++) {
      char digit = name.charAt(at);
      if (digit < '0' || digit > '9') {
        return false;
      }
    }
    return length > 0 && length < 10;
  }
}
