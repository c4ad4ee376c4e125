package dev.cowbell.collector.doctor;

import dev.cowbell.collector.perf.CopyFaults;
import dev.cowbell.collector.perf.CpuList;
import dev.cowbell.collector.perf.FaultEvents;
import dev.cowbell.collector.perf.HostCounters;
import dev.cowbell.collector.perf.PageFaultTracepoint;
import dev.cowbell.collector.perf.TaskRecords;
import dev.cowbell.collector.procfs.Permission;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tries everything the collector reads, once, and says of each whether it may. */
public final class Doctor {
  private final ProcFs procFs;
  private final Path procRoot;
  private final Path sysRoot;

  public Doctor(Path procRoot, Path sysRoot) {
    this.procFs = new ProcFs(procRoot);
    this.procRoot = procRoot;
    this.sysRoot = sysRoot;
  }

  /** One line each. */
  public List<String> lines() {
    List<Finding> findings = new ArrayList<>();
    Subject subject = Subject.choose(procFs);
    findings.add(new Finding("processes", Reading.of(subject.description())));
    findings.add(finding("smaps_rollup (what is shared)", subject, "smaps_rollup"));
    findings.add(finding("pagemap (copied and freed pages told apart)", subject, "pagemap"));
    findings.add(finding("mem (the interpreter's collector)", subject, "mem"));
    findings.add(finding("environ (names of services and arms)", subject, "environ"));
    findings.add(new Finding("perf events (faults by place: ./cowbell why)", perfEvents()));
    findings.add(new Finding("records of forks and exits", taskRecords()));
    findings.add(new Finding("hardware counters", hardwareCounters()));
    findings.add(new Finding("tracepoint page_fault_user (copies counted)", tracepoint()));
    findings.add(new Finding("pressure stall information", pressure()));
    findings.add(new Finding("memory cgroups (footprint of a family)", cgroups()));
    findings.add(new Finding("Yama", yama()));
    return findings.stream().map(Finding::line).toList();
  }

  private Finding finding(String what, Subject subject, String file) {
    return new Finding(what, subject.pid().flatMap(pid -> opened(pid, file)));
  }

  /** The kernel checks permission when such a file is opened. */
  private Reading<String> opened(int pid, String name) {
    Path file = procFs.process(pid).resolve(name);
    try (FileChannel opened = FileChannel.open(file)) {
      return Reading.of("readable" + (opened.isOpen() ? "" : ", once"));
    } catch (AccessDeniedException denied) {
      return Reading.unavailable(Reason.PERMISSION_DENIED, file + Permission.HINT);
    } catch (NoSuchFileException missing) {
      return Reading.unavailable(
          Files.exists(procFs.process(pid)) ? Reason.NOT_SUPPORTED : Reason.PROCESS_EXITED,
          file + " does not exist: it wants Linux 4.14 built with CONFIG_PROC_PAGE_MONITOR");
    } catch (IOException failure) {
      return Reading.unavailable(Reason.NOT_SUPPORTED, file + ": " + failure.getMessage());
    }
  }

  private Reading<String> perfEvents() {
    return CpuList.online(sysRoot)
        .flatMap(cpus -> FaultEvents.minorFaults(cpus).map(events -> closed(events, cpus.size())));
  }

  private Reading<String> taskRecords() {
    return CpuList.online(sysRoot)
        .flatMap(cpus -> TaskRecords.open(cpus).map(records -> closed(records, cpus.size())));
  }

  private Reading<String> tracepoint() {
    return PageFaultTracepoint.find(sysRoot)
        .flatMap(
            tracepoint ->
                CpuList.online(sysRoot)
                    .flatMap(
                        cpus ->
                            CopyFaults.open(tracepoint, cpus)
                                .map(faults -> closed(faults, cpus.size()))));
  }

  private static String closed(Closeable opened, int cpus) {
    try {
      opened.close();
      return "on " + cpus + " CPUs";
    } catch (IOException failure) {
      return "on " + cpus + " CPUs, though closing failed: " + failure.getMessage();
    }
  }

  private Reading<String> hardwareCounters() {
    Reading<String> vendor = procFs.cpuInfo().map(cpu -> cpu.vendor());
    int model = procFs.cpuInfo().optional().map(cpu -> cpu.model()).orElse(0);
    HostCounters.Interval counted =
        HostCounters.open(sysRoot, vendor.optional().orElse("unknown"), model).take();
    return counted
        .instructions()
        .map(count -> "instructions, cycles; caches: " + counted.cacheLevel());
  }

  private Reading<String> pressure() {
    Reading<String> found = procFs.pressure("memory").map(pressure -> "memory, CPU and I/O");
    return found.isAbsentFor(Reason.NOT_SUPPORTED)
        ? Reading.unavailable(
            Reason.NOT_SUPPORTED,
            procRoot.resolve("pressure")
                + " is absent or off: boot with psi=1 on Linux 4.20 or later")
        : found;
  }

  private Reading<String> cgroups() {
    Path root = sysRoot.resolve("fs/cgroup");
    if (Files.exists(root.resolve("cgroup.controllers"))) {
      return Reading.of("version 2");
    }
    if (Files.exists(root.resolve("memory"))) {
      return Reading.of("version 1");
    }
    return Reading.unavailable(
        Reason.NOT_SUPPORTED,
        root
            + " has no memory controller: mount cgroup2 there, or pass the host's into the container");
  }

  /** Yama restricts the opening of mem, not the other files. */
  private Reading<String> yama() {
    Path file = procRoot.resolve("sys/kernel/yama/ptrace_scope");
    if (!Files.exists(file)) {
      return Reading.of("not in this kernel, so it forbids nothing");
    }
    try {
      String scope = Files.readString(file).strip();
      return switch (scope) {
        case "0" -> Reading.of("ptrace_scope 0, forbids nothing");
        case "3" ->
            Reading.unavailable(
                Reason.PERMISSION_DENIED,
                "ptrace_scope 3 forbids mem to everybody until the next boot: boot with kernel.yama.ptrace_scope=1");
        default -> Reading.of("ptrace_scope " + scope + ", so mem wants CAP_SYS_PTRACE");
      };
    } catch (IOException failure) {
      return Reading.unavailable(Reason.NOT_SUPPORTED, file + ": " + failure.getMessage());
    }
  }
}
