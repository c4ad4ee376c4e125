package dev.cowbell.collector.tick;

import static java.util.Comparator.comparing;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.FootprintReading;
import dev.cowbell.api.contract.v1.FootprintSource;
import dev.cowbell.api.contract.v1.KubernetesPod;
import dev.cowbell.api.contract.v1.Policy;
import dev.cowbell.api.contract.v1.PolicyReading;
import dev.cowbell.api.contract.v1.RuntimeKind;
import dev.cowbell.collector.cpython.CollectorPolicy;
import dev.cowbell.collector.cpython.CollectorReading;
import dev.cowbell.collector.cpython.Interpreter;
import dev.cowbell.collector.family.NameSource;
import dev.cowbell.collector.family.SourcedName;
import dev.cowbell.collector.kubernetes.PodName;
import dev.cowbell.collector.lifecycle.ExitBehaviour;
import dev.cowbell.collector.procfs.NamingEnvironment;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.EstimateError;
import dev.cowbell.collector.sharing.Footprint;
import java.util.List;
import java.util.Map;

/** Families as the contract has them. */
final class FamilyMessages {
  private FamilyMessages() {}

  /**
   * @param cgroupAnonymousBytes of the cgroup that the family owns, where it owns one
   */
  static Family of(FamilyState family, Reading<Long> cgroupAnonymousBytes, TickClock clock) {
    FamilyTotals totals = new FamilyTotals(family, clock);
    Family.Builder message =
        Family.newBuilder()
            .setMasterPid(family.master.key.pid())
            .setMasterStartTicks(family.master.key.startTicks())
            .setWorkerCount(family.workers.size())
            .setUnreadableWorkerCount(totals.unreadableWorkers())
            .setMaster(MemoryMessages.of(family.master))
            .setRssSumBytes(totals.rssBytes())
            .setPssSumBytes(Messages.bytes(totals.pssBytes()))
            .setCpuTimeDelta(Messages.micros(totals.delta(Stat::cpuMicros)))
            .setMinorFaultsDelta(totals.delta(Stat::minorFaults))
            .setMajorFaultsDelta(totals.delta(Stat::majorFaults));
    message
        .setExitBehaviour(exitBehaviour(family.exitBehaviour))
        .setSingleProcess(!family.hadWorkers);
    totals
        .footprint(cgroupAnonymousBytes)
        .ifPresent(footprint -> message.setFootprint(footprint(footprint, totals)));
    totals.oldestReadingAt().ifPresent(at -> message.setOldestReadingAt(Messages.timestamp(at)));
    message
        .setEstimateError(error(family.estimateError))
        .setCollectorTime(CollectorTimeMessages.time(family, clock))
        .setNextFullCollection(CollectorTimeMessages.nearest(family));
    addRuntime(message, family);
    addNames(message, family);
    family.workers.values().stream()
        .filter(worker -> worker.isFreshAt(clock.at()))
        .forEach(worker -> message.addWorkers(WorkerMessages.of(worker, clock)));
    return message.build();
  }

  private static void addNames(Family.Builder message, FamilyState family) {
    NamingEnvironment environment = family.names.environment();
    SourcedName service =
        SourcedName.ofService(
            environment.cowbellService(),
            family.pod.flatMap(PodName::labelledService),
            environment.otelServiceName(),
            family.pod.flatMap(PodName::workloadName),
            family.names.program());
    SourcedName arm =
        SourcedName.ofArm(
            environment.cowbellArm(),
            family.pod.flatMap(PodName::labelledArm),
            policy(family).optional().map(p -> armName(p, family)));
    message
        .setService(service.name())
        .setServiceSource(source(service.source()))
        .setArm(arm.name())
        .setArmSource(source(arm.source()));
    family.pod.map(FamilyMessages::pod).ifPresent(message::setKubernetes);
  }

  private static KubernetesPod pod(PodName name) {
    KubernetesPod.Builder pod =
        KubernetesPod.newBuilder()
            .setNamespace(name.namespace())
            .setPod(name.pod())
            .setContainer(name.container().orElse(""));
    name.owner()
        .ifPresent(owner -> pod.setWorkloadKind(owner.kind()).setWorkloadName(owner.name()));
    return pod.build();
  }

  private static String armName(CollectorPolicy policy, FamilyState family) {
    return family.exitBehaviour == ExitBehaviour.IMMEDIATE
        ? policy.name() + "+exit-immediate"
        : policy.name();
  }

  private static dev.cowbell.api.contract.v1.ExitBehaviour exitBehaviour(ExitBehaviour behaviour) {
    return switch (behaviour) {
      case NORMAL -> dev.cowbell.api.contract.v1.ExitBehaviour.EXIT_BEHAVIOUR_NORMAL;
      case IMMEDIATE -> dev.cowbell.api.contract.v1.ExitBehaviour.EXIT_BEHAVIOUR_IMMEDIATE;
      case UNKNOWN -> dev.cowbell.api.contract.v1.ExitBehaviour.EXIT_BEHAVIOUR_UNKNOWN;
    };
  }

  private static void addRuntime(Family.Builder message, FamilyState family) {
    Reading<Interpreter> interpreter = family.master.interpreter;
    if (interpreter.optional().isPresent()) {
      message
          .getRuntimeBuilder()
          .setKind(RuntimeKind.RUNTIME_KIND_CPYTHON)
          .setVersion(interpreter.optional().get().version());
    } else if (interpreter.isAbsentFor(Reason.NOT_SUPPORTED)) {
      message.getRuntimeBuilder().setKind(RuntimeKind.RUNTIME_KIND_OTHER);
    }
    message.setPolicy(message(policy(family)));
  }

  /** What most workers have; where no worker can be read, what the master has. */
  private static Reading<CollectorPolicy> policy(FamilyState family) {
    List<CollectorPolicy> policies =
        family.workers.values().stream()
            .flatMap(worker -> policyOf(worker).optional().stream())
            .toList();
    Map<CollectorPolicy, Long> counts =
        policies.stream().collect(groupingBy(identity(), counting()));
    return counts.entrySet().stream()
        .max(
            comparing(Map.Entry<CollectorPolicy, Long>::getValue)
                .thenComparing(entry -> entry.getKey().name()))
        .map(entry -> Reading.of(entry.getKey()))
        .orElseGet(() -> policyOf(family.master));
  }

  private static Reading<CollectorPolicy> policyOf(Member member) {
    return member.collector.map(CollectorReading::policy);
  }

  private static PolicyReading message(Reading<CollectorPolicy> reading) {
    return reading.fold(
        policy ->
            PolicyReading.newBuilder()
                .setPolicy(
                    Policy.newBuilder()
                        .setEnabled(policy.enabled())
                        .addAllThresholds(policy.thresholds())
                        .setFrozen(policy.frozen())
                        .setName(policy.name()))
                .build(),
        absent -> PolicyReading.newBuilder().setUnavailable(Messages.unavailable(absent)).build());
  }

  private static dev.cowbell.api.contract.v1.EstimateError error(EstimateError error) {
    return dev.cowbell.api.contract.v1.EstimateError.newBuilder()
        .setReadings(error.readings())
        .setMeanShare(error.meanShare())
        .setLastShare(error.lastShare())
        .setUnreliable(error.isUnreliable())
        .setExactReadings(error.exactReadings())
        .setBoundExcessShare(error.boundExcessShare())
        .setOwnReadings(error.ownReadings())
        .setOwnMeanShare(error.ownMeanShare())
        .build();
  }

  private static FootprintReading footprint(Footprint footprint, FamilyTotals totals) {
    FootprintSource source =
        switch (footprint.source()) {
          case CGROUP -> FootprintSource.FOOTPRINT_SOURCE_CGROUP;
          case SUM -> FootprintSource.FOOTPRINT_SOURCE_SUM;
        };
    FootprintReading.Builder message =
        FootprintReading.newBuilder()
            .setBytes(footprint.bytes())
            .setSource(source)
            .setBasis(Messages.basis(footprint.basis()));
    if (footprint.source() == Footprint.Source.SUM) {
      totals.oldestOwnAt().ifPresent(at -> message.setOldestReadingAt(Messages.timestamp(at)));
    }
    return message.build();
  }

  private static dev.cowbell.api.contract.v1.NameSource source(NameSource source) {
    return switch (source) {
      case COWBELL_ENVIRONMENT ->
          dev.cowbell.api.contract.v1.NameSource.NAME_SOURCE_COWBELL_ENVIRONMENT;
      case POD_LABEL -> dev.cowbell.api.contract.v1.NameSource.NAME_SOURCE_POD_LABEL;
      case WORKLOAD -> dev.cowbell.api.contract.v1.NameSource.NAME_SOURCE_WORKLOAD;
      case OTEL_ENVIRONMENT -> dev.cowbell.api.contract.v1.NameSource.NAME_SOURCE_OTEL_ENVIRONMENT;
      case EXECUTABLE -> dev.cowbell.api.contract.v1.NameSource.NAME_SOURCE_EXECUTABLE;
      case POLICY -> dev.cowbell.api.contract.v1.NameSource.NAME_SOURCE_POLICY;
      case UNKNOWN -> dev.cowbell.api.contract.v1.NameSource.NAME_SOURCE_UNKNOWN;
    };
  }
}
