package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.CollectorCost;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.cpython.FlagSampler;
import dev.cowbell.collector.cpython.FlagTarget;
import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.hardware.Machine;
import dev.cowbell.collector.kubernetes.PodNames;
import dev.cowbell.collector.lifecycle.TickPace;
import dev.cowbell.collector.perf.HostCounters;
import dev.cowbell.collector.procfs.CgroupFs;
import dev.cowbell.collector.procfs.MemInfo;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sampling.CpuBudget;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Collects ticks of one host. What delivery knows (sequence, gaps, what was published) is left to
 * the caller.
 */
public final class HostCollector {
  private static final Reading<Long> NO_CGROUP =
      Reading.unavailable(Reason.NOT_SUPPORTED, "no memory cgroup");
  private static final Reading<Long> NOT_YET_READ =
      Reading.unavailable(Reason.NOT_YET_READ, "not all members have been read in full yet");

  private final Settings settings;
  private final ProcFs procFs;
  private final CgroupFs cgroups;
  private final FamilyObserver families;
  private final FullReader fullReader;
  private final LifecycleObserver lifecycle;
  private final OomObserver oom;
  private final TaskObserver tasks;
  private final DiskObserver disks;
  private final Machine machine;
  private final HostCounters counters;
  private final Clock clock;
  private final Uptime uptime = new Uptime(System::nanoTime);
  private final Optional<FlagSampler> flags;
  private final PodNames pods;
  private Optional<TickClock> lastTick = Optional.empty();
  private TickPace pace;

  /**
   * What to collect.
   *
   * @param plan which processes are due for a full reading
   * @param cpuBudgetShare of one core, for all that the collector does
   * @param minFamilyBytes anonymous memory of the master from which a family is worth a row
   */
  public record Settings(
      HostIdentity host,
      Path procRoot,
      Path sysRoot,
      Duration interval,
      ReadingPlan plan,
      double cpuBudgetShare,
      long minFamilyBytes) {}

  /**
   * A collector of one host.
   *
   * @param threadCpuNanos CPU time of the thread that collects
   */
  public HostCollector(Settings settings, Clock clock, LongSupplier threadCpuNanos) {
    this(
        settings,
        new ProcFs(settings.procRoot()),
        clock,
        CpuMeter.ofThread(threadCpuNanos),
        Optional.empty(),
        PodNames.NONE);
  }

  HostCollector(Settings settings, ProcFs procFs, Clock clock, LongSupplier threadCpuNanos) {
    this(
        settings,
        procFs,
        clock,
        CpuMeter.ofThread(threadCpuNanos),
        Optional.empty(),
        PodNames.NONE);
  }

  /**
   * A collector of one host.
   *
   * @param cpu what collecting costs
   * @param flags looks at interpreters' collectors between the ticks, where that is wanted
   * @param pods what Kubernetes calls the processes of a cgroup
   */
  public HostCollector(
      Settings settings, Clock clock, CpuMeter cpu, Optional<FlagSampler> flags, PodNames pods) {
    this(settings, new ProcFs(settings.procRoot()), clock, cpu, flags, pods);
  }

  private HostCollector(
      Settings settings,
      ProcFs procFs,
      Clock clock,
      CpuMeter cpu,
      Optional<FlagSampler> flags,
      PodNames pods) {
    this.settings = settings;
    this.pods = pods;
    this.flags = flags;
    this.clock = clock;
    this.procFs = procFs;
    cgroups = new CgroupFs(settings.sysRoot());
    tasks = new TaskObserver(settings.sysRoot());
    lifecycle = new LifecycleObserver(procFs, settings.interval(), tasks.times());
    oom = new OomObserver(procFs, cgroups);
    pace = TickPace.of(settings.interval());
    families = new FamilyObserver(procFs, settings.minFamilyBytes(), lifecycle::keeps);
    CpuBudget budget = CpuBudget.of(settings.cpuBudgetShare(), settings.interval());
    fullReader = new FullReader(procFs, settings.plan(), budget, cpu, System::nanoTime);
    disks = new DiskObserver(settings.sysRoot());
    machine = Machine.read(procFs, settings.sysRoot());
    counters = HostCounters.open(settings.sysRoot(), machine.cpu().vendor(), machine.cpu().model());
  }

  /** One tick: all but sequence, gaps, and the delivery and process figures of its cost. */
  public HostTick.Builder collect() {
    TickClock now = tickClock();
    LifecycleLog log = new LifecycleLog(now, tasks.times());
    Collection<FamilyState> observed = families.observe(now, log);
    tasks.drain();
    FullReader.Outcome outcome = fullReader.read(observed, now);
    Reading<MemInfo> memory = procFs.memInfo();
    Map<ProcessKey, Reading<Long>> cgroupBytes = new LinkedHashMap<>();
    observed.forEach(family -> cgroupBytes.put(family.master.key, cgroupAnonymousBytes(family)));
    oom.observe(observed, log);
    lifecycle.observe(
        observed, footprints(observed, cgroupBytes, now), available(memory), now, log);
    pace = pace.after(now.uptimeMillis(), lifecycle.isSuspected());
    HostCounters.Interval counted = counters.take();
    HostTick.Builder tick =
        HostTick.newBuilder()
            .setHost(settings.host())
            .setHardware(HostMessages.hardware(machine))
            .setCollectedAt(Messages.timestamp(now.at()))
            .setInterval(Messages.duration(now.sinceLast()))
            .setPressure(HostMessages.pressure(procFs))
            .setCounters(HostMessages.counters(counted))
            .addAllEvents(log.events())
            .setCollector(cost(outcome, observed));
    memory.optional().ifPresent(read -> tick.setMemory(HostMessages.memory(read)));
    tick.addAllDisks(
        disks.observe(procFs.diskStats().optional().orElse(List.of()), now.sinceLast()));
    observed.forEach(
        family -> {
          Reading<Long> owned = cgroupBytes.getOrDefault(family.master.key, NO_CGROUP);
          tick.addFamilies(
              FamilyMessages.of(family, owned, now).toBuilder()
                  .setCopyOnWriteFaultsDelta(Messages.count(counted.copiesOf(pids(family))))
                  .setPassingWorkersDelta(Messages.count(tasks.passing(pids(family)))));
        });
    flags.ifPresent(sampler -> watch(sampler, observed));
    lastTick = Optional.of(now);
    tasks.times().startAnew(keys(observed));
    return tick;
  }

  /** Time from one tick to the next: shorter while a reload is suspected. */
  public Duration pace() {
    return pace.interval();
  }

  /**
   * A look between two ticks that costs no read where the kernel records who leaves, else one per
   * family, so that the beginning of a reload is known to the second; {@link #pace} tells whether a
   * tick should follow at once.
   */
  public void peek() {
    tasks.drain();
    if (tasks.isQuiet()) {
      return;
    }
    Optional<Long> uptimeMillis = procFs.uptimeMillis().optional();
    uptimeMillis.ifPresent(
        now -> {
          lifecycle.peek(now);
          pace = pace.after(now, lifecycle.isSuspected());
        });
  }

  private static Map<ProcessKey, Reading<Long>> footprints(
      Collection<FamilyState> families,
      Map<ProcessKey, Reading<Long>> cgroupBytes,
      TickClock clock) {
    Map<ProcessKey, Reading<Long>> footprints = new LinkedHashMap<>();
    for (FamilyState family : families) {
      Reading<Long> owned = cgroupBytes.getOrDefault(family.master.key, NO_CGROUP);
      footprints.put(
          family.master.key,
          new FamilyTotals(family, clock)
              .footprint(owned)
              .map(found -> Reading.of(found.bytes()))
              .orElse(NOT_YET_READ));
    }
    return footprints;
  }

  private static Reading<Long> available(Reading<MemInfo> memory) {
    return memory.flatMap(
        read ->
            read.availableBytes().isPresent()
                ? Reading.of(read.availableBytes().getAsLong())
                : Reading.unavailable(Reason.NOT_SUPPORTED, "this kernel has no MemAvailable"));
  }

  private TickClock tickClock() {
    Instant at = clock.instant();
    long uptimeMillis = uptime.millis(procFs.uptimeMillis());
    Duration sinceLast =
        lastTick
            .map(last -> Duration.ofMillis(uptimeMillis - last.uptimeMillis()))
            .orElse(Duration.ZERO);
    return new TickClock(at, uptimeMillis, sinceLast, settings.interval());
  }

  private Reading<Long> cgroupAnonymousBytes(FamilyState family) {
    family.cgroup = procFs.cgroup(family.master.key.pid()).optional().flatMap(path -> path);
    family.pod = family.cgroup.flatMap(cgroup -> pods.of(cgroup.path())).or(() -> family.pod);
    return family
        .cgroup
        .map(cgroup -> cgroups.anonymousBytesOwnedBy(pids(family), cgroup))
        .orElse(NO_CGROUP);
  }

  private static Set<Integer> pids(FamilyState family) {
    return family.members().map(member -> member.key.pid()).collect(Collectors.toSet());
  }

  private static Set<ProcessKey> keys(Collection<FamilyState> families) {
    return families.stream()
        .flatMap(FamilyState::members)
        .map(member -> member.key)
        .collect(Collectors.toSet());
  }

  private static void watch(FlagSampler sampler, Collection<FamilyState> families) {
    List<FlagTarget> targets = new ArrayList<>();
    families.forEach(
        family -> family.serving().forEach(member -> member.flag.ifPresent(targets::add)));
    sampler.watch(targets);
  }

  private CollectorCost cost(FullReader.Outcome outcome, Collection<FamilyState> families) {
    return CollectorCost.newBuilder()
        .setFullReadings(outcome.taken())
        .setDeferredReadings(outcome.deferred())
        .setRestingProcesses(outcome.resting())
        .setWorstEstimateErrorShare(
            families.stream().mapToDouble(f -> f.estimateError.meanShare()).max().orElse(0))
        .setFlagLooks(flags.map(FlagSampler::looks).orElse(0L))
        .addAllFailedReadings(fullReader.failures().messages())
        .build();
  }
}
