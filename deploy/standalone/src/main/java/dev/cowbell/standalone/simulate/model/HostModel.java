package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.model.FamilyReader.Result;
import dev.cowbell.standalone.simulate.scenario.Fault;
import dev.cowbell.standalone.simulate.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Simulated hosts of one scenario: the tick after a state, and the state after it.
 *
 * <p>Pure: the same scenario, seed, start, host number, times and arms give the same readings.
 */
public final class HostModel {
  private final Scenario scenario;
  private final long seed;
  private final Plans plans;

  /**
   * @param startMillis before which all hosts have booted
   * @param followsAdvice whether hosts begin on the pilot shares, to be moved by advice
   */
  public HostModel(Scenario scenario, long seed, long startMillis, boolean followsAdvice) {
    this.scenario = scenario;
    this.seed = seed;
    this.plans = new Plans(scenario, seed, startMillis, followsAdvice);
  }

  /** A host's next tick and what is kept of the host. */
  public record Step(HostReading reading, HostState state) {}

  /** A host before its first tick, which will be at this time. */
  public HostState unseen(int number, long firstTickMillis) {
    return HostState.unseen(plans.plan(number), firstTickMillis);
  }

  /**
   * All ticks of a host up to its regular one at a time, with those around reloads before it.
   *
   * @param arms what each family is to run from then on; empty for the arm it began with
   */
  public List<Step> stepsUpTo(HostState state, long regularMillis, List<Optional<String>> arms) {
    List<Step> steps = new ArrayList<>(1);
    HostState last = state;
    do {
      Step step = step(last, nextTick(last, regularMillis), arms);
      steps.add(step);
      last = step.state;
    } while (last.lastMillis() < regularMillis);
    return steps;
  }

  /** What a host runs, for choosing arms. */
  public HostPlacement placement(int number) {
    HostPlan plan = plans.plan(number);
    FamilyPlan family = plan.families().getFirst();
    return new HostPlacement(
        HostName.hostId(scenario.name(), seed, number),
        plan.hardware().name(),
        family.service().name());
  }

  private long nextTick(HostState state, long regularMillis) {
    if (state.isUnseen()) {
      return regularMillis;
    }
    long next = regularMillis;
    for (int f = 0; f < state.timelines().size(); f++) {
      FamilyPlan family = state.plan().families().get(f);
      FamilyTimeline timeline = state.timelines().get(f);
      next = timeline.nextTick(state.lastMillis(), next, scenario.reloadTicksSeconds(), family);
    }
    return next;
  }

  private Step step(HostState state, long atMillis, List<Optional<String>> arms) {
    HostPlan plan = state.plan();
    var interval = new Interval(state.lastMillis(), atMillis, state.isUnseen());
    Draw tick = plan.draw().of(7).of(atMillis);
    double majors = Strain.majorFaultsPerSecond(state.availableShare()) * interval.seconds();
    List<FamilyTimeline> timelines = new ArrayList<>(state.timelines().size());
    List<FamilyReading> families = new ArrayList<>(state.timelines().size());
    List<Happening> happenings = new ArrayList<>();
    for (int f = 0; f < state.timelines().size(); f++) {
      FamilyPlan family = plan.families().get(f);
      FamilyTimeline timeline =
          state.timelines().get(f).advanced(atMillis, armIndex(family, arms.get(f)), family);
      long faults = Math.round(majors / state.timelines().size());
      Result read =
          FamilyReader.read(
              new FamilyModel(plan, family, timeline), interval, state.ticks(), faults);
      timelines.add(timeline);
      families.add(read.reading());
      happenings.addAll(read.happenings());
    }
    return finished(state, interval, tick, timelines, families, happenings);
  }

  private Step finished(
      HostState state,
      Interval interval,
      Draw tick,
      List<FamilyTimeline> timelines,
      List<FamilyReading> families,
      List<Happening> happenings) {
    HostPlan plan = state.plan();
    long at = interval.toMillis();
    Optional<Fault> fault =
        timelines.stream().flatMap(t -> t.epoch().faultAt(at).stream()).findFirst();
    MemoryReading memory =
        HostMemory.of(
            plan.hardware().kernelMemoryBytes(),
            families.stream().mapToLong(FamilyReading::footprintBytes).sum(),
            families.stream().mapToLong(f -> f.pssSumBytes() - f.footprintBytes()).sum(),
            fault.flatMap(Fault::memoryFloorShare),
            tick);
    double load = plan.families().getFirst().clock().loadAt(at / 1e3);
    boolean isReloading = timelines.stream().anyMatch(t -> t.epoch().isReloadingAt(at));
    double disk =
        fault
            .flatMap(Fault::diskBusyShare)
            .orElseGet(
                () -> Strain.diskBusyShare(load, isReloading, memory.availableShare(), tick));
    double utilisation = load * plan.families().getFirst().service().load().utilisation();
    Pressures pressures =
        Strain.pressures(
            state.pressures(), memory.availableShare(), utilisation, disk, interval.seconds());
    var reading =
        new HostReading(
            plan.name(scenario.name(), seed),
            plan.hardware(),
            state.firstSequence() + state.ticks(),
            at,
            at - interval.fromMillis(),
            memory,
            pressures,
            disk,
            CounterModel.of(plan, families, interval.seconds(), tick),
            families,
            happenings,
            collectorCpuMicros(families),
            state.ticks() + 1);
    var next =
        new HostState(
            plan,
            at,
            state.firstSequence(),
            state.ticks() + 1,
            timelines,
            pressures,
            memory.availableShare());
    return new Step(reading, next);
  }

  private static int armIndex(FamilyPlan family, Optional<String> asked) {
    for (int i = 0; asked.isPresent() && i < family.arms().size(); i++) {
      if (family.arms().get(i).name().equals(asked.get())) {
        return i;
      }
    }
    return family.firstArm();
  }

  /** 12 us for every MB read in full, 5 us for every process looked at, 2 ms for the rest. */
  private static long collectorCpuMicros(List<FamilyReading> families) {
    long micros = 2000;
    for (FamilyReading family : families) {
      micros += 5L * family.workerCount();
      for (WorkerReading worker : family.workers()) {
        micros += worker.rssBytes() * 12 / 1_000_000;
      }
    }
    return micros;
  }
}
