package dev.cowbell.standalone.simulate.message;

import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.CollectorCost;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.Counters;
import dev.cowbell.api.contract.v1.Disk;
import dev.cowbell.api.contract.v1.DurationReading;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostMemory;
import dev.cowbell.api.contract.v1.HostPressure;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.contract.v1.Pressure;
import dev.cowbell.api.contract.v1.PressureReading;
import dev.cowbell.api.contract.v1.Reload;
import dev.cowbell.api.contract.v1.ReloadWay;
import dev.cowbell.standalone.simulate.model.CounterReading;
import dev.cowbell.standalone.simulate.model.FamilyReading;
import dev.cowbell.standalone.simulate.model.Happening;
import dev.cowbell.standalone.simulate.model.HostReading;
import dev.cowbell.standalone.simulate.model.MemoryReading;
import dev.cowbell.standalone.simulate.model.Pressures;

/** Ticks of simulated hosts. */
public final class HostTicks {
  /** Says on every host that it does not exist. */
  public static final String SIMULATED_LABEL = "cowbell.dev/simulated";

  private static final String VERSION = "simulated";
  private static final long COLLECTOR_RSS_BYTES = 29_360_128;
  private static final double DISK_BYTES_PER_SECOND = 400e6;

  private HostTicks() {}

  /** The tick that a reading makes. */
  public static HostTick of(HostReading host) {
    HostTick.Builder tick =
        HostTick.newBuilder()
            .setHost(
                HostIdentity.newBuilder()
                    .setHostId(host.name().hostId())
                    .setBootId(host.name().bootId())
                    .setHostname(host.name().hostname())
                    .putLabels(SIMULATED_LABEL, "true"))
            .setHardware(HardwareMessages.of(host.hardware()))
            .setSequence(host.sequence())
            .setCollectedAt(Readings.timestamp(host.atMillis()))
            .setInterval(Readings.millis(host.sinceMillis()))
            .setMemory(memory(host.memory()))
            .setPressure(pressure(host.pressures()))
            .setCounters(counters(host))
            .setCollector(cost(host));
    if (!host.isFirst()) {
      tick.addDisks(disk(host));
    }
    for (FamilyReading family : host.families()) {
      tick.addFamilies(FamilyMessages.of(family, host.atMillis()));
    }
    for (Happening happening : host.happenings()) {
      tick.addEvents(event(happening, host.atMillis()));
    }
    return tick.build();
  }

  private static HostMemory memory(MemoryReading memory) {
    return HostMemory.newBuilder()
        .setTotalBytes(memory.totalBytes())
        .setFreeBytes(memory.freeBytes())
        .setAvailableBytes(Readings.bytes(memory.availableBytes()))
        .setPageCacheBytes(memory.pageCacheBytes())
        .setAnonymousBytes(memory.anonymousBytes())
        .build();
  }

  private static HostPressure pressure(Pressures pressures) {
    return HostPressure.newBuilder()
        .setMemory(pressure(pressures.memory()))
        .setCpu(pressure(pressures.cpu()))
        .setIo(pressure(pressures.io()))
        .build();
  }

  private static PressureReading pressure(Pressures.Pressure pressure) {
    return PressureReading.newBuilder()
        .setPressure(
            Pressure.newBuilder()
                .setSomeAvg10(pressure.someShare())
                .setFullAvg10(pressure.fullShare())
                .setSomeTotalMicros(pressure.someTotalMicros()))
        .build();
  }

  private static Disk disk(HostReading host) {
    double bytes = host.diskBusyShare() * host.sinceMillis() / 1e3 * DISK_BYTES_PER_SECOND;
    return Disk.newBuilder()
        .setDevice("nvme0n1")
        .setBusyRatio(host.diskBusyShare())
        .setReadBytesDelta(Math.round(bytes * 0.6 / 4096) * 4096)
        .setWrittenBytesDelta(Math.round(bytes * 0.4 / 4096) * 4096)
        .build();
  }

  private static Counters counters(HostReading host) {
    if (host.isFirst()) {
      CountReading none = Readings.notYet("counters are compared with the tick before");
      return Counters.newBuilder()
          .setInstructions(none)
          .setCycles(none)
          .setCacheReferences(none)
          .setCacheMisses(none)
          .build();
    }
    CounterReading counters = host.counters();
    return Counters.newBuilder()
        .setInstructions(Readings.count(counters.instructions()))
        .setCycles(Readings.count(counters.cycles()))
        .setCacheReferences(Readings.count(counters.cacheReferences()))
        .setCacheMisses(Readings.count(counters.cacheMisses()))
        .build();
  }

  private static CollectorCost cost(HostReading host) {
    return CollectorCost.newBuilder()
        .setCpuTimeDelta(Readings.micros(host.collectorCpuMicros()))
        .setRssBytes(COLLECTOR_RSS_BYTES)
        .setCollectionTime(Readings.micros(host.collectorCpuMicros()))
        .setFullReadings(host.families().stream().mapToInt(f -> f.workers().size()).sum())
        .setDeferredReadings(host.families().stream().mapToInt(FamilyReading::dueReadings).sum())
        .setTicksSampled(host.ticksSampled())
        .setTicksPublished(host.ticksSampled() - 1)
        .setVersion(VERSION)
        .build();
  }

  private static LifecycleEvent event(Happening happening, long atMillis) {
    LifecycleEvent.Builder event =
        LifecycleEvent.newBuilder()
            .setKind(kind(happening.kind()))
            .setMasterPid((int) happening.masterPid())
            .setMasterStartTicks(happening.masterStartTicks())
            .setPid((int) happening.pid())
            .setStartTicks(happening.startTicks())
            .setSeenAt(Readings.timestamp(atMillis))
            .setDetail(happening.detail());
    happening.reload().ifPresent(reload -> event.setReload(reload(reload)));
    return event.build();
  }

  /** All by the kernel's own records; what a host had left shows in its ticks. */
  private static Reload reload(Happening.Reload reload) {
    ByteReading none = Readings.notRead("the ticks around a reload tell it");
    return Reload.newBuilder()
        .setWay(ReloadWay.RELOAD_WAY_REPLACED_PROGRAM)
        .setBeganAt(Readings.timestamp(reload.beganMillis()))
        .setWorkersBefore(reload.workersBefore())
        .setWorkersAfter(reload.workersAfter())
        .setBackAfter(
            DurationReading.newBuilder().setDuration(Readings.millis(reload.backMillis())))
        .setReadyAfter(
            DurationReading.newBuilder().setDuration(Readings.millis(reload.readyMillis())))
        .setLeavingMinorFaults(Readings.notYet("the family's faults tell it"))
        .setFootprintBeforeBytes(none)
        .setFootprintPeakBytes(none)
        .setAvailableBeforeBytes(none)
        .setAvailableLowestBytes(none)
        .setResolution(Readings.millis(0))
        .build();
  }

  private static LifecycleKind kind(Happening.Kind kind) {
    return switch (kind) {
      case SPAWN -> LifecycleKind.LIFECYCLE_KIND_SPAWN;
      case EXIT -> LifecycleKind.LIFECYCLE_KIND_EXIT;
      case RELOAD -> LifecycleKind.LIFECYCLE_KIND_RELOAD;
      case OUT_OF_MEMORY -> LifecycleKind.LIFECYCLE_KIND_OOM;
      case POLICY_CHANGE -> LifecycleKind.LIFECYCLE_KIND_POLICY_CHANGE;
    };
  }
}
