package dev.cowbell.collector.why;

import dev.cowbell.collector.cpython.Interpreter;
import dev.cowbell.collector.gctime.FlagLook;
import dev.cowbell.collector.procfs.AddressSpace;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import java.io.Closeable;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One process of the family while it is watched. */
final class Observed implements Closeable {
  private static final AddressSpace NOTHING = new AddressSpace(List.of());

  private final int pid;
  private final Reading<Interpreter> interpreter;
  private final ActivityLog activity = new ActivityLog();
  private final Map<Long, Map<Moment, Long>> faultsByInstruction = new HashMap<>();
  private AddressSpace space;
  private boolean spaceIsOld;
  private long sharedWrites;

  Observed(int pid, Reading<Interpreter> interpreter, ProcFs procFs) {
    this.pid = pid;
    this.interpreter = interpreter;
    this.space = procFs.addressSpace(pid).optional().orElse(NOTHING);
  }

  Reading<Interpreter> interpreter() {
    return interpreter;
  }

  AddressSpace space() {
    return space;
  }

  /** Faults by the address of the instruction that wrote. */
  Map<Long, Map<Moment, Long>> faultsByInstruction() {
    return faultsByInstruction;
  }

  /** Writes to mappings that are shared on purpose, which copy nothing. */
  long sharedWrites() {
    return sharedWrites;
  }

  long faults() {
    return faultsByInstruction.values().stream()
        .flatMap(counts -> counts.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Looks at the collector now. */
  void look() {
    interpreter
        .optional()
        .ifPresent(
            python -> {
              long before = System.nanoTime();
              Reading<FlagLook> seen = python.activity();
              long after = System.nanoTime();
              seen.optional().ifPresent(state -> activity.add(before, after, state));
            });
  }

  void fault(long nanos, long address, long instruction) {
    if (space.at(address).isEmpty() || space.at(instruction).isEmpty()) {
      spaceIsOld = true; // something was mapped since
    }
    if (space.at(address).filter(AddressSpace.Range::shared).isPresent()) {
      sharedWrites++;
      return;
    }
    faultsByInstruction
        .computeIfAbsent(instruction, key -> new EnumMap<>(Moment.class))
        .merge(activity.at(nanos), 1L, Long::sum);
  }

  /** Reads its mappings again where they have been found to have changed. */
  void refresh(ProcFs procFs) {
    if (spaceIsOld) {
      space = procFs.addressSpace(pid).optional().orElse(space);
      spaceIsOld = false;
    }
  }

  @Override
  public void close() throws IOException {
    if (interpreter instanceof Reading.Measured<Interpreter>(Interpreter python)) {
      python.close();
    }
  }
}
