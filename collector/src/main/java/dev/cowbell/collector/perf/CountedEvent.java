package dev.cowbell.collector.perf;

/**
 * One event to count.
 *
 * @param type of event, {@code perf_event_attr.type}
 * @param config which event of that type
 */
record CountedEvent(int type, long config) {
  static final CountedEvent CYCLES = new CountedEvent(EventAttributes.HARDWARE, 0);
  static final CountedEvent INSTRUCTIONS = new CountedEvent(EventAttributes.HARDWARE, 1);
  static final CountedEvent CACHE_REFERENCES = new CountedEvent(EventAttributes.HARDWARE, 2);
  static final CountedEvent CACHE_MISSES = new CountedEvent(EventAttributes.HARDWARE, 3);

  static CountedEvent raw(long config) {
    return new CountedEvent(EventAttributes.RAW, config);
  }
}
