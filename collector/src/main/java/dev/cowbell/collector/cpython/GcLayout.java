package dev.cowbell.collector.cpython;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the collector's state is, counted from {@code _PyRuntime}. Verified on x86-64 builds with a
 * GIL of the versions named; the sanity checks of {@link GcState} guard against all others.
 *
 * @param interpreterPointer offset of the pointer to the main interpreter; empty where the state is
 *     in the runtime itself
 * @param state offset of the state in the interpreter, or in the runtime
 * @param defaultThreshold0 what generation 0 begins with
 * @param frozenFromStart how many objects the interpreter itself may have frozen before any program
 *     runs
 */
record GcLayout(
    OptionalLong interpreterPointer, long state, int defaultThreshold0, int frozenFromStart) {

  /** Interpreters up to here lay their debug offsets before everything else. */
  static final int FIRST_WITH_DEBUG_OFFSETS = 13;

  static Optional<GcLayout> of(PythonVersion version) {
    if (version.major() != 3) {
      return Optional.empty();
    }
    return switch (version.minor()) {
      case 8 -> Optional.of(new GcLayout(OptionalLong.empty(), 344, 700, 0));
      case 9, 10 -> Optional.of(new GcLayout(OptionalLong.of(40), 616, 700, 0));
      case 11 -> Optional.of(new GcLayout(OptionalLong.of(48), 648, 700, 0));
      // 3.12 freezes some hundred objects of its own while it starts: 375 in 3.12.1.
      case 12 -> Optional.of(new GcLayout(OptionalLong.of(48), 112, 700, 1024));
      case 13 -> Optional.of(new GcLayout(OptionalLong.of(632), 7400, 2000, 0));
      default -> Optional.empty();
    };
  }
}
