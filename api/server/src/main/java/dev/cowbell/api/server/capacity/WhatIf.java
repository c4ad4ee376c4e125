package dev.cowbell.api.server.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a load would need today under the arm, worker count and limit of a question.
 *
 * <p>footprint = measured · families / measured families, then
 *
 * <ul>
 *   <li>arm: less workers · bytes saved per worker;
 *   <li>workers: plus (N · families - workers) · private bytes per worker, since each further
 *       worker shares what the master has and holds only what is its own;
 *   <li>limit L: plus workers · (L - private bytes per worker), as if all stood at the limit at
 *       once; at least, workers that stay below it stay as they are: workers · (min(p, L) - p).
 * </ul>
 *
 * Cores do not change: the load is the same.
 */
final class WhatIf {
  private final Question question;
  private final Effects effects;
  private final List<Gap> gaps = new ArrayList<>();

  WhatIf(Question question, Effects effects) {
    this.question = question;
    this.effects = effects;
  }

  /** What was asked and could not be taken into account. */
  List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  Need of(Load load) {
    if (load.measuredFamilies() == 0) {
      gaps.add(new Gap(load, Gap.Kind.NO_FOOTPRINT));
      return new Need(Range.ZERO, Range.exactly(load.cores()));
    }
    double today = load.footprintBytes() * load.families() / load.measuredFamilies();
    Range bytes = workersAndLimit(load, Range.exactly(today), saved(load));
    return new Need(bytes.orZero(), Range.exactly(load.cores()));
  }

  private Range workersAndLimit(Load load, Range bytes, Range saved) {
    Range now = bytes.minus(saved.times((double) load.workers()));
    boolean asked =
        question.workersPerFamily().isPresent() || question.workerLimitBytes().isPresent();
    if (!asked) {
      return now;
    }
    OptionalDouble held = load.privateBytesPerWorker();
    if (held.isEmpty()) {
      gaps.add(new Gap(load, Gap.Kind.NO_WORKER_READ));
      return now;
    }
    Range own = Range.exactly(held.getAsDouble()).minus(saved).orZero();
    double workers =
        question.workersPerFamily().isPresent()
            ? (double) question.workersPerFamily().getAsInt() * load.families()
            : (double) load.workers();
    Range withWorkers = now.plus(own.times(workers - load.workers()));
    return question.workerLimitBytes().isEmpty()
        ? withWorkers
        : withWorkers.plus(
            toLimit(own, (double) question.workerLimitBytes().getAsLong()).times(workers));
  }

  /** What one worker would hold more, or less, were it at its limit; at least, were it below. */
  private static Range toLimit(Range own, double limit) {
    double likely = limit - own.likely();
    return new Range(
        Math.min(likely, Math.min(0, limit - own.high())),
        likely,
        Math.max(likely, limit - own.low()));
  }

  private Range saved(Load load) {
    if (question.arm().isEmpty() || question.arm().get().equals(load.arm())) {
      return Range.ZERO;
    }
    Optional<Range> saved = effects.of(question.arm().get(), load);
    if (saved.isEmpty()) {
      gaps.add(new Gap(load, Gap.Kind.NO_COMPARISON));
    }
    return saved.orElse(Range.ZERO);
  }
}
