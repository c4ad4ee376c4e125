package dev.cowbell.aggregator.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.FullReading;
import dev.cowbell.api.contract.v1.Inherited;
import dev.cowbell.api.contract.v1.ProcessMemory;
import dev.cowbell.api.contract.v1.Rollup;
import dev.cowbell.api.contract.v1.Sharing;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.Unavailable;
import dev.cowbell.api.contract.v1.Worker;
import java.io.IOException;

/**
 * Reads one message {@code cowbell.v1.Worker} by the rules of protobuf: unknown fields are passed
 * over, of a field that comes twice the last counts, parts of one message add up, and of a oneof
 * what came last is set. Reads one worker after the other.
 */
final class WorkerReader {
  private static final int VARINT = WireFormat.WIRETYPE_VARINT;
  private static final int MESSAGE = WireFormat.WIRETYPE_LENGTH_DELIMITED;

  /** Of google.protobuf.Timestamp and google.protobuf.Duration alike. */
  private static final int SECONDS = 1 << 3 | VARINT;

  private static final int NANOS = 2 << 3 | VARINT;

  private int pid;
  private long startTicks;
  private boolean hasAge;
  private boolean hasMemory;
  private long rssBytes;
  private boolean hasTakenAt;
  private boolean hasFull;
  private long fullRssBytes;
  private long pssBytes;
  private long ussBytes;
  private long sharedCleanBytes;
  private long sharedDirtyBytes;
  private long anonymousBytes;
  private int inheritedBasis;
  private boolean hasFigures;
  private long stillSharedBytes;
  private long sharingLossBytes;
  private long privateGrowthBytes;
  private int sharingBasis;
  private long minorFaults;
  private long majorFaults;
  private final Time age = new Time();
  private final Time takenAt = new Time();
  private final Time cpu = new Time();
  private final OneNumber inherited = new OneNumber();
  private final OneNumber fullCollections = new OneNumber();
  private final Reason full = new Reason();
  private final Reason sharing = new Reason();

  /** From here to the limit that is set. */
  WorkerReading read(CodedInputStream in) throws IOException {
    clear();
    worker(in);
    return reading();
  }

  /** Figures of a oneof need not be: taking the oneof does. */
  private void clear() {
    pid = 0;
    startTicks = 0;
    hasAge = false;
    hasMemory = false;
    rssBytes = 0;
    hasTakenAt = false;
    hasFull = false;
    inheritedBasis = 0;
    hasFigures = false;
    minorFaults = 0;
    majorFaults = 0;
    age.clear();
    takenAt.clear();
    cpu.clear();
    inherited.clear();
    fullCollections.clear();
    full.number = 0;
    sharing.number = 0;
  }

  private void worker(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case Worker.PID_FIELD_NUMBER << 3 | VARINT -> pid = in.readUInt32();
        case Worker.START_TICKS_FIELD_NUMBER << 3 | VARINT -> startTicks = in.readUInt64();
        case Worker.AGE_FIELD_NUMBER << 3 | MESSAGE -> {
          hasAge = true;
          age.read(in);
        }
        case Worker.MEMORY_FIELD_NUMBER << 3 | MESSAGE -> {
          hasMemory = true;
          memory(in);
        }
        case Worker.INHERITED_FIELD_NUMBER << 3 | MESSAGE -> inherited(in);
        case Worker.SHARING_FIELD_NUMBER << 3 | MESSAGE -> sharing(in);
        case Worker.MINOR_FAULTS_FIELD_NUMBER << 3 | VARINT -> minorFaults = in.readUInt64();
        case Worker.MAJOR_FAULTS_FIELD_NUMBER << 3 | VARINT -> majorFaults = in.readUInt64();
        case Worker.CPU_TIME_FIELD_NUMBER << 3 | MESSAGE -> cpu.read(in);
        case Worker.FULL_COLLECTIONS_FIELD_NUMBER << 3 | MESSAGE -> fullCollections.read(in);
        default -> Part.skip(in, tag);
      }
    }
  }

  private void memory(CodedInputStream in) throws IOException {
    int limit = Part.begin(in);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case ProcessMemory.RSS_BYTES_FIELD_NUMBER << 3 | VARINT -> rssBytes = in.readUInt64();
        case ProcessMemory.FULL_FIELD_NUMBER << 3 | MESSAGE -> full(in);
        default -> Part.skip(in, tag);
      }
    }
    Part.end(in, limit);
  }

  private void full(CodedInputStream in) throws IOException {
    int limit = Part.begin(in);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case FullReading.TAKEN_AT_FIELD_NUMBER << 3 | MESSAGE -> {
          hasTakenAt = true;
          takenAt.read(in);
        }
        case FullReading.ROLLUP_FIELD_NUMBER << 3 | MESSAGE -> {
          takeRollup();
          rollup(in);
        }
        case FullReading.UNAVAILABLE_FIELD_NUMBER << 3 | MESSAGE -> {
          hasFull = false;
          full.read(in);
        }
        default -> Part.skip(in, tag);
      }
    }
    Part.end(in, limit);
  }

  /** Parts of one rollup add up, but nothing is left of one before an Unavailable. */
  private void takeRollup() {
    if (!hasFull) {
      fullRssBytes = 0;
      pssBytes = 0;
      ussBytes = 0;
      sharedCleanBytes = 0;
      sharedDirtyBytes = 0;
      anonymousBytes = 0;
    }
    hasFull = true;
    full.number = 0;
  }

  private void rollup(CodedInputStream in) throws IOException {
    int limit = Part.begin(in);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case Rollup.RSS_BYTES_FIELD_NUMBER << 3 | VARINT -> fullRssBytes = in.readUInt64();
        case Rollup.PSS_BYTES_FIELD_NUMBER << 3 | VARINT -> pssBytes = in.readUInt64();
        case Rollup.USS_BYTES_FIELD_NUMBER << 3 | VARINT -> ussBytes = in.readUInt64();
        case Rollup.SHARED_CLEAN_BYTES_FIELD_NUMBER << 3 | VARINT ->
            sharedCleanBytes = in.readUInt64();
        case Rollup.SHARED_DIRTY_BYTES_FIELD_NUMBER << 3 | VARINT ->
            sharedDirtyBytes = in.readUInt64();
        case Rollup.ANONYMOUS_BYTES_FIELD_NUMBER << 3 | VARINT -> anonymousBytes = in.readUInt64();
        default -> Part.skip(in, tag);
      }
    }
    Part.end(in, limit);
  }

  private void inherited(CodedInputStream in) throws IOException {
    int limit = Part.begin(in);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case Inherited.BYTES_FIELD_NUMBER << 3 | MESSAGE -> inherited.read(in);
        case Inherited.BASIS_FIELD_NUMBER << 3 | VARINT -> inheritedBasis = in.readEnum();
        default -> Part.skip(in, tag);
      }
    }
    Part.end(in, limit);
  }

  private void sharing(CodedInputStream in) throws IOException {
    int limit = Part.begin(in);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case Sharing.FIGURES_FIELD_NUMBER << 3 | MESSAGE -> {
          takeFigures();
          figures(in);
        }
        case Sharing.UNAVAILABLE_FIELD_NUMBER << 3 | MESSAGE -> {
          hasFigures = false;
          sharing.read(in);
        }
        default -> Part.skip(in, tag);
      }
    }
    Part.end(in, limit);
  }

  private void takeFigures() {
    if (!hasFigures) {
      stillSharedBytes = 0;
      sharingLossBytes = 0;
      privateGrowthBytes = 0;
      sharingBasis = 0;
    }
    hasFigures = true;
    sharing.number = 0;
  }

  private void figures(CodedInputStream in) throws IOException {
    int limit = Part.begin(in);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case SharingFigures.STILL_SHARED_BYTES_FIELD_NUMBER << 3 | VARINT ->
            stillSharedBytes = in.readUInt64();
        case SharingFigures.SHARING_LOSS_BYTES_FIELD_NUMBER << 3 | VARINT ->
            sharingLossBytes = in.readUInt64();
        case SharingFigures.PRIVATE_GROWTH_BYTES_FIELD_NUMBER << 3 | VARINT ->
            privateGrowthBytes = in.readSInt64();
        case SharingFigures.BASIS_FIELD_NUMBER << 3 | VARINT -> sharingBasis = in.readEnum();
        default -> Part.skip(in, tag);
      }
    }
    Part.end(in, limit);
  }

  /** What a oneof does not hold counts for nothing. */
  private WorkerReading reading() {
    return new WorkerReading(
        pid,
        startTicks,
        hasAge,
        age.seconds,
        age.nanos,
        hasMemory,
        rssBytes,
        hasTakenAt,
        takenAt.seconds,
        takenAt.nanos,
        hasFull,
        hasFull ? fullRssBytes : 0,
        hasFull ? pssBytes : 0,
        hasFull ? ussBytes : 0,
        hasFull ? sharedCleanBytes : 0,
        hasFull ? sharedDirtyBytes : 0,
        hasFull ? anonymousBytes : 0,
        full.number,
        inherited.isThere,
        inherited.value,
        inheritedBasis,
        inherited.reason.number,
        hasFigures,
        hasFigures ? stillSharedBytes : 0,
        hasFigures ? sharingLossBytes : 0,
        hasFigures ? privateGrowthBytes : 0,
        hasFigures ? sharingBasis : 0,
        sharing.number,
        minorFaults,
        majorFaults,
        cpu.seconds,
        cpu.nanos,
        fullCollections.isThere,
        fullCollections.value,
        fullCollections.reason.number);
  }

  /** google.protobuf.Timestamp or google.protobuf.Duration. */
  private static final class Time {
    private long seconds;
    private int nanos;

    void clear() {
      seconds = 0;
      nanos = 0;
    }

    void read(CodedInputStream in) throws IOException {
      int limit = Part.begin(in);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case SECONDS -> seconds = in.readInt64();
          case NANOS -> nanos = in.readInt32();
          default -> Part.skip(in, tag);
        }
      }
      Part.end(in, limit);
    }
  }

  /** Unavailable. */
  private static final class Reason {
    private int number;

    void read(CodedInputStream in) throws IOException {
      int limit = Part.begin(in);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case Unavailable.REASON_FIELD_NUMBER << 3 | VARINT -> number = in.readEnum();
          default -> Part.skip(in, tag);
        }
      }
      Part.end(in, limit);
    }
  }

  /** ByteReading or CountReading: a test holds their numbers together. */
  private static final class OneNumber {
    private boolean isThere;
    private long value;
    private final Reason reason = new Reason();

    void clear() {
      isThere = false;
      value = 0;
      reason.number = 0;
    }

    void read(CodedInputStream in) throws IOException {
      int limit = Part.begin(in);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case CountReading.COUNT_FIELD_NUMBER << 3 | VARINT -> {
            value = in.readUInt64();
            isThere = true;
            reason.number = 0;
          }
          case ByteReading.UNAVAILABLE_FIELD_NUMBER << 3 | MESSAGE -> {
            value = 0;
            isThere = false;
            reason.read(in);
          }
          default -> Part.skip(in, tag);
        }
      }
      Part.end(in, limit);
    }
  }
}
