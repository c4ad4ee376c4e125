package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.CollectorCost;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.hardware.Machine;
import dev.cowbell.collector.perf.CounterProbe;
import dev.cowbell.collector.procfs.CgroupFs;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sampling.CpuBudget;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Collects ticks of one host. What delivery knows (sequence, gaps, what was published) is left to
 * the caller.
 */
public final class HostCollector {
  private final Settings settings;
  private final ProcFs procFs;
  private final CgroupFs cgroups;
  private final FamilyObserver families;
  private final FullReader fullReader;
  private final DiskObserver disks;
  private final Machine machine;
  private final Reading<Long> counters;
  private final Clock clock;
  private final Uptime uptime = new Uptime(System::nanoTime);
  private Optional<TickClock> lastTick = Optional.empty();

  /**
   * What to collect.
   *
   * @param rotation every process is read in full at least this often, budget allowing
   * @param cpuBudgetShare of one core, for full readings
   * @param minFamilyBytes anonymous memory of the master from which a family is worth a row
   */
  public record Settings(
      HostIdentity host,
      Path procRoot,
      Path sysRoot,
      Duration interval,
      Duration rotation,
      double cpuBudgetShare,
      long minFamilyBytes) {}

  /**
   * A collector of one host.
   *
   * @param threadCpuNanos CPU time of the thread that collects
   */
  public HostCollector(Settings settings, Clock clock, LongSupplier threadCpuNanos) {
    this(settings, new ProcFs(settings.procRoot()), clock, threadCpuNanos);
  }

  HostCollector(Settings settings, ProcFs procFs, Clock clock, LongSupplier threadCpuNanos) {
    this.settings = settings;
    this.clock = clock;
    this.procFs = procFs;
    cgroups = new CgroupFs(settings.sysRoot());
    families = new FamilyObserver(procFs, settings.minFamilyBytes());
    ReadingPlan plan = new ReadingPlan(settings.rotation());
    CpuBudget budget = CpuBudget.of(settings.cpuBudgetShare(), settings.interval());
    fullReader = new FullReader(procFs, plan, budget, threadCpuNanos);
    disks = new DiskObserver(settings.sysRoot());
    machine = Machine.read(procFs, settings.sysRoot());
    counters = CounterProbe.probe(settings.sysRoot());
  }

  /** One tick: all but sequence, gaps, and the delivery and process figures of its cost. */
  public HostTick.Builder collect() {
    TickClock now = tickClock();
    LifecycleLog log = new LifecycleLog(now.at());
    Collection<FamilyState> observed = families.observe(now, log);
    FullReader.Outcome outcome = fullReader.read(observed, now);
    HostTick.Builder tick =
        HostTick.newBuilder()
            .setHost(settings.host())
            .setHardware(HostMessages.hardware(machine))
            .setCollectedAt(Messages.timestamp(now.at()))
            .setInterval(Messages.duration(now.sinceLast()))
            .setPressure(HostMessages.pressure(procFs))
            .setCounters(HostMessages.counters(counters))
            .addAllEvents(log.events())
            .setCollector(cost(outcome));
    procFs.memInfo().optional().ifPresent(memory -> tick.setMemory(HostMessages.memory(memory)));
    tick.addAllDisks(
        disks.observe(procFs.diskStats().optional().orElse(List.of()), now.sinceLast()));
    observed.forEach(
        family -> tick.addFamilies(FamilyMessages.of(family, cgroupAnonymousBytes(family), now)));
    lastTick = Optional.of(now);
    return tick;
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
    Set<Integer> pids =
        family.members().map(member -> member.key.pid()).collect(Collectors.toSet());
    return procFs
        .cgroup(family.master.key.pid())
        .flatMap(
            path ->
                path.map(cgroup -> cgroups.anonymousBytesOwnedBy(pids, cgroup))
                    .orElseGet(
                        () -> Reading.unavailable(Reason.NOT_SUPPORTED, "no memory cgroups")));
  }

  private static CollectorCost cost(FullReader.Outcome outcome) {
    return CollectorCost.newBuilder()
        .setFullReadings(outcome.taken())
        .setDeferredReadings(outcome.deferred())
        .build();
  }
}
