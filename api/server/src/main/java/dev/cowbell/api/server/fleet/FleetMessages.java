package dev.cowbell.api.server.fleet;

import dev.cowbell.api.contract.v1.ServiceSummary;
import dev.cowbell.api.server.figure.Readings;

/** Hosts, classes and services as callers of the API get them. */
final class FleetMessages {
  private FleetMessages() {}

  static dev.cowbell.api.contract.v1.Host host(Host host) {
    var message =
        dev.cowbell.api.contract.v1.Host.newBuilder()
            .setHostId(host.hostId())
            .setHostname(host.hostname())
            .setHardwareClass(hardwareClass(host.hardwareClass()))
            .putAllLabels(host.labels())
            .setSimulated(host.simulated())
            .setKernel(host.kernel())
            .setAvailableBytes(Readings.bytes(host.availableBytes()));
    host.lastTickAt().ifPresent(at -> message.setLastTickAt(Readings.moment(at)));
    return message.build();
  }

  static dev.cowbell.api.contract.v1.HardwareClass hardwareClass(HardwareClass hardwareClass) {
    return dev.cowbell.api.contract.v1.HardwareClass.newBuilder()
        .setName(hardwareClass.name())
        .setGeneration(hardwareClass.generation())
        .setCores(hardwareClass.cores())
        .setMemoryBytes(hardwareClass.memoryBytes())
        .setHostCount(hardwareClass.hostCount())
        .build();
  }

  static ServiceSummary service(Service service) {
    return ServiceSummary.newBuilder()
        .setName(service.name())
        .addAllArms(service.arms())
        .setHostCount(service.hostCount())
        .setWorkerCount(service.workerCount())
        .setSimulated(service.simulated())
        .build();
  }
}
