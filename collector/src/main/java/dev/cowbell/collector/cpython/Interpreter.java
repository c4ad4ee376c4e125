package dev.cowbell.collector.cpython;

import dev.cowbell.collector.gctime.FlagLook;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The interpreter of one process, whose memory stays open. A look costs one read of 240 bytes. */
public final class Interpreter implements Closeable {
  private static final Reading.Unavailable<?> STARTING =
      new Reading.Unavailable<>(Reason.NOT_YET_READ, "the interpreter has not finished starting");

  private final ForeignMemory memory;
  private final RuntimeLocation location;
  private final GcLayout layout;
  private final ByteBuffer buffer = ForeignMemory.buffer(GcState.BYTES);
  private final ByteBuffer flagBuffer = ForeignMemory.buffer(CollectingFlag.BYTES);
  private OptionalLong stateAddress = OptionalLong.empty();
  private FrozenObjects frozen = FrozenObjects.NONE_SEEN;
  private @Nullable CollectorPolicy policy;

  Interpreter(ForeignMemory memory, RuntimeLocation location, GcLayout layout) {
    this.memory = memory;
    this.location = location;
    this.layout = layout;
  }

  /** Its version, such as 3.11.7. */
  public String version() {
    return location.version().toString();
  }

  /** The state of its collector now. */
  public Reading<CollectorReading> read() {
    try {
      if (stateAddress.isEmpty()) {
        stateAddress = locateState();
        if (stateAddress.isEmpty()) {
          return STARTING.retyped();
        }
      }
      return read(stateAddress.getAsLong());
    } catch (IOException failure) {
      return gone(failure);
    }
  }

  private static <T> Reading<T> gone(IOException failure) {
    return Reading.unavailable(
        Reason.PROCESS_EXITED, "the interpreter's memory is gone: " + failure.getMessage());
  }

  private Reading<CollectorReading> read(long address) throws IOException {
    var state = GcState.parse(memory.read(address, buffer), address);
    if (state.isEmpty()) {
      return Reading.unavailable(
          Reason.IMPLAUSIBLE,
          "what lies where CPython "
              + version()
              + " keeps its collector is not a collector's state");
    }
    GcState gc = state.get();
    frozen = frozen.follow(gc, address + GcState.PERMANENT, layout.frozenFromStart(), memory);
    return Reading.of(
        new CollectorReading(policy(gc), gc.collections(), gc.collecting(), next(gc)));
  }

  /** The one known, which hardly ever changes, or a new one. */
  private CollectorPolicy policy(GcState gc) {
    CollectorPolicy known = policy;
    if (known == null || !known.isOf(gc, frozen.byProgram())) {
      List<Integer> thresholds = List.of(gc.threshold0(), gc.threshold1(), gc.threshold2());
      known =
          CollectorPolicy.of(
              gc.enabled(), thresholds, frozen.byProgram(), layout.defaultThreshold0());
      policy = known;
    }
    return known;
  }

  private static Reading<NextFullCollection> next(GcState gc) {
    return gc.isAutomatic()
        ? Reading.of(
            new NextFullCollection(
                gc.count2(), gc.threshold2(), gc.longLivedPending(), gc.longLivedTotal()))
        : Reading.unavailable(
            Reason.NOT_SUPPORTED, "the collector is switched off, so none comes by itself");
  }

  /** Its flag; empty until its state has been read. */
  public Optional<CollectingFlag> flag() {
    return stateAddress.isPresent()
        ? Optional.of(new CollectingFlag(memory, stateAddress.getAsLong()))
        : Optional.empty();
  }

  /** Whether its collector is at work now. Costs one read of {@link CollectingFlag#BYTES}. */
  public Reading<FlagLook> activity() {
    try {
      if (stateAddress.isEmpty()) {
        stateAddress = locateState();
      }
      return stateAddress.isPresent()
          ? Reading.of(new CollectingFlag(memory, stateAddress.getAsLong()).look(flagBuffer))
          : STARTING.retyped();
    } catch (IOException failure) {
      return gone(failure);
    }
  }

  private OptionalLong locateState() throws IOException {
    long holder = location.runtimeAddress();
    if (layout.interpreterPointer().isPresent()) {
      holder = memory.readPointer(holder + layout.interpreterPointer().getAsLong());
    }
    return holder == 0 ? OptionalLong.empty() : OptionalLong.of(holder + layout.state());
  }

  @Override
  public void close() throws IOException {
    memory.close();
  }
}
