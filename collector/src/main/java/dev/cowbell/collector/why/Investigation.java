package dev.cowbell.collector.why;

import dev.cowbell.collector.cpython.CollectorReading;
import dev.cowbell.collector.cpython.Interpreter;
import dev.cowbell.collector.perf.CpuList;
import dev.cowbell.collector.perf.FaultEvents;
import dev.cowbell.collector.perf.PageFaultTracepoint;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Answers the question for one family: copies themselves where the kernel shows them, else all
 * minor faults on every CPU, else those of the family's own threads.
 */
final class Investigation {
  private final ProcFs procFs;
  private final Path sysRoot;

  Investigation(Path procRoot, Path sysRoot) {
    this.procFs = new ProcFs(procRoot);
    this.sysRoot = sysRoot;
  }

  /**
   * Watches and understands.
   *
   * @param wanted a pid or a service's name
   * @param onWatching told once when faults are recorded from now on
   */
  Findings run(String wanted, Duration time, Runnable onWatching)
      throws WhyRefusedException, IOException, InterruptedException {
    SubjectFinder finder = new SubjectFinder(procFs);
    Subject subject = finder.find(wanted);
    List<Integer> cpus = CpuList.online(sysRoot).optional().orElseGet(Investigation::ownCpus);
    Reading<FaultEvents> copies =
        PageFaultTracepoint.find(sysRoot).flatMap(found -> FaultEvents.copies(found, cpus));
    try (FaultEvents events = opened(copies, cpus, subject);
        FaultSampler sampler = new FaultSampler(procFs, events, subject)) {
      LostBefore before = new LossReader(procFs, sampler.members()).read(subject);
      onWatching.run();
      sampler.watch(time, () -> finder.again(subject));
      return findings(subject, time, events, why(copies), sampler, before);
    }
  }

  /** As many as this process may use: a family on others would not be seen. */
  private static List<Integer> ownCpus() {
    return IntStream.range(0, Runtime.getRuntime().availableProcessors()).boxed().toList();
  }

  private FaultEvents opened(Reading<FaultEvents> copies, List<Integer> cpus, Subject subject)
      throws WhyRefusedException {
    if (copies instanceof Reading.Measured<FaultEvents>(FaultEvents events)) {
      return events;
    }
    Reading<FaultEvents> faults = FaultEvents.minorFaults(cpus);
    if (faults.isAbsentFor(Reason.PERMISSION_DENIED)) {
      faults = FaultEvents.minorFaultsOf(FaultSampler.threads(procFs, subject.pids()));
    }
    return switch (faults) {
      case Reading.Measured<FaultEvents>(FaultEvents events) -> events;
      case Reading.Unavailable<FaultEvents>(Reason reason, String detail) ->
          throw new WhyRefusedException(
              "the kernel shows no faults of "
                  + subject.name()
                  + ": "
                  + detail
                  + ". The tracepoint: "
                  + why(copies).orElse("not tried"));
    };
  }

  private static Optional<String> why(Reading<FaultEvents> copies) {
    return copies instanceof Reading.Unavailable<FaultEvents>(Reason reason, String detail)
        ? Optional.of(detail)
        : Optional.empty();
  }

  private Findings findings(
      Subject subject,
      Duration time,
      FaultEvents events,
      Optional<String> tracepointRefusal,
      FaultSampler sampler,
      LostBefore before) {
    Map<Integer, Observed> members = sampler.members();
    return new Findings(
        subject,
        time,
        events.kind(),
        events.onEveryCpu(),
        interpreter(members),
        members.values().stream().anyMatch(member -> member.interpreter().optional().isPresent()),
        tracepointRefusal,
        tally(members),
        (int) members.values().stream().filter(member -> member.faults() > 0).count(),
        members.values().stream().mapToLong(Observed::sharedWrites).sum(),
        sampler.lost(),
        before);
  }

  private FaultTally tally(Map<Integer, Observed> members) {
    Symbolizer symbolizer = new Symbolizer(procFs);
    FaultTally tally = new FaultTally();
    members.forEach(
        (pid, member) -> {
          int living = isAlive(pid) ? pid : someLiving(members).orElse(pid);
          member
              .faultsByInstruction()
              .forEach(
                  (instruction, counts) -> {
                    Place place = symbolizer.name(living, member.space(), instruction);
                    counts.forEach((moment, faults) -> tally.add(place, moment, faults));
                  });
        });
    return tally;
  }

  private Optional<Integer> someLiving(Map<Integer, Observed> members) {
    return members.keySet().stream().filter(this::isAlive).findFirst();
  }

  private boolean isAlive(int pid) {
    return Files.exists(procFs.process(pid).resolve("exe"));
  }

  private static String interpreter(Map<Integer, Observed> members) {
    List<Reading<Interpreter>> all = members.values().stream().map(Observed::interpreter).toList();
    return all.reversed().stream()
        .flatMap(reading -> reading.optional().stream())
        .findFirst()
        .map(Investigation::described)
        .orElseGet(
            () ->
                all.stream()
                    .map(Investigation::absence)
                    .findFirst()
                    .orElse("no interpreter was looked for"));
  }

  private static String described(Interpreter python) {
    Optional<CollectorReading> state = python.read().optional();
    return "CPython "
        + python.version()
        + state.map(read -> ", policy " + read.policy().name()).orElse("");
  }

  private static String absence(Reading<Interpreter> reading) {
    return reading instanceof Reading.Unavailable<Interpreter>(Reason reason, String detail)
        ? detail
        : "";
  }
}
