package dev.cowbell.standalone.simulate.message;

import dev.cowbell.api.contract.v1.Hardware;
import dev.cowbell.standalone.simulate.scenario.Generation;
import dev.cowbell.standalone.simulate.scenario.HardwareClass;

/** Hardware as the contract has it. */
final class HardwareMessages {
  private static final String KERNEL = "6.12.48-simulated";

  private HardwareMessages() {}

  static Hardware of(HardwareClass hardware) {
    Generation generation = hardware.generation();
    return Hardware.newBuilder()
        .setVendor(generation.vendor())
        .setFamily(generation.family())
        .setModel(generation.model())
        .setStepping(generation.stepping())
        .setGeneration(generation.name())
        .setCores(hardware.cores())
        .setMemoryBytes(hardware.kernelMemoryBytes())
        .setL3Bytes(Readings.bytes((long) generation.l3MiB() << 20))
        .setKernel(KERNEL)
        .build();
  }
}
