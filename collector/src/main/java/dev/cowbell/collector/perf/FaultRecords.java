package dev.cowbell.collector.perf;

import java.nio.ByteBuffer;

/**
 * Understands records of faults, perf_event_open(2) "MMAP layout": 8 bytes of type, misc and size,
 * then the fields asked for in the order of the manual page.
 */
enum FaultRecords {
  /** Process and time, then the tracepoint's own data behind its length. */
  OF_THE_TRACEPOINT {
    @Override
    void parseSample(ByteBuffer record, PageFaultTracepoint fields, FaultSink sink) {
      int raw = HEADER + 8 + 8 + 4;
      sink.fault(
          record.getInt(HEADER),
          record.getLong(HEADER + 8),
          record.getLong(raw + fields.addressOffset()),
          record.getLong(raw + fields.instructionOffset()));
    }
  },
  /** Instruction, process, time, address. */
  OF_THE_SOFTWARE_EVENT {
    @Override
    void parseSample(ByteBuffer record, PageFaultTracepoint fields, FaultSink sink) {
      sink.fault(
          record.getInt(HEADER + 8),
          record.getLong(HEADER + 16),
          record.getLong(HEADER + 24),
          record.getLong(HEADER));
    }
  };

  private static final int HEADER = 8;
  private static final int LOST = 2;
  private static final int SAMPLE = 9;
  private static final int LOST_SAMPLES = 13;

  abstract void parseSample(ByteBuffer record, PageFaultTracepoint fields, FaultSink sink);

  /**
   * Hands out all of these records. What stands behind a record that cannot be one is left: the
   * kernel writes none such, so there is nothing to save.
   *
   * @param fields where a tracepoint's fields are
   */
  void parse(ByteBuffer records, PageFaultTracepoint fields, FaultSink sink) {
    int at = 0;
    while (at + HEADER <= records.limit()) {
      int size = Short.toUnsignedInt(records.getShort(at + 6));
      if (size < HEADER || at + size > records.limit()) {
        return;
      }
      ByteBuffer record = records.slice(at, size).order(records.order());
      switch (record.getInt(0)) {
        case SAMPLE -> parseSample(record, fields, sink);
        case LOST -> sink.lost(record.getLong(HEADER + 8));
        case LOST_SAMPLES -> sink.lost(record.getLong(HEADER));
        default -> {} // throttling and the like: nothing of ours
      }
      at += size;
    }
  }
}
