package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.Counters;
import dev.cowbell.api.contract.v1.Hardware;
import dev.cowbell.api.contract.v1.HostMemory;
import dev.cowbell.api.contract.v1.HostPressure;
import dev.cowbell.api.contract.v1.PressureReading;
import dev.cowbell.collector.hardware.Machine;
import dev.cowbell.collector.perf.HostCounters;
import dev.cowbell.collector.procfs.MemInfo;
import dev.cowbell.collector.procfs.Pressure;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;

/** The host as the contract has it. */
final class HostMessages {
  private HostMessages() {}

  static Hardware hardware(Machine machine) {
    return Hardware.newBuilder()
        .setVendor(machine.cpu().vendor())
        .setFamily(machine.cpu().family())
        .setModel(machine.cpu().model())
        .setStepping(machine.cpu().stepping())
        .setGeneration(machine.generation())
        .setCores(machine.cpu().processors())
        .setMemoryBytes(machine.memoryBytes())
        .setL3Bytes(Messages.bytes(machine.level3Bytes()))
        .setKernel(machine.kernel())
        .build();
  }

  static HostMemory memory(MemInfo memory) {
    Reading<Long> available =
        memory.availableBytes().isPresent()
            ? Reading.of(memory.availableBytes().getAsLong())
            : Reading.unavailable(
                Reason.NOT_SUPPORTED, "this kernel's meminfo has no MemAvailable");
    return HostMemory.newBuilder()
        .setTotalBytes(memory.totalBytes())
        .setFreeBytes(memory.freeBytes())
        .setAvailableBytes(Messages.bytes(available))
        .setPageCacheBytes(memory.cachedBytes())
        .setAnonymousBytes(memory.anonymousBytes())
        .setSwapTotalBytes(memory.swapTotalBytes())
        .setSwapFreeBytes(memory.swapFreeBytes())
        .build();
  }

  static HostPressure pressure(ProcFs procFs) {
    return HostPressure.newBuilder()
        .setMemory(pressure(procFs.pressure("memory")))
        .setCpu(pressure(procFs.pressure("cpu")))
        .setIo(pressure(procFs.pressure("io")))
        .build();
  }

  static Counters counters(HostCounters.Interval counted) {
    return Counters.newBuilder()
        .setInstructions(Messages.count(counted.instructions()))
        .setCycles(Messages.count(counted.cycles()))
        .setCacheReferences(Messages.count(counted.cacheReferences()))
        .setCacheMisses(Messages.count(counted.cacheMisses()))
        .setCacheLevel(counted.cacheLevel())
        .setCopyOnWriteFaults(Messages.count(counted.copies()))
        .build();
  }

  private static PressureReading pressure(Reading<Pressure> reading) {
    return reading.fold(
        pressure ->
            PressureReading.newBuilder()
                .setPressure(
                    dev.cowbell.api.contract.v1.Pressure.newBuilder()
                        .setSomeAvg10(pressure.someAverage10())
                        .setFullAvg10(pressure.fullAverage10())
                        .setSomeTotalMicros(pressure.someTotalMicros()))
                .build(),
        absent ->
            PressureReading.newBuilder().setUnavailable(Messages.unavailable(absent)).build());
  }
}
