package dev.cowbell.standalone.simulate.model;

/** The host's memory in bytes; total = kernel + anonymous + page cache + free. */
public record MemoryReading(
    long totalBytes,
    long freeBytes,
    long availableBytes,
    long pageCacheBytes,
    long anonymousBytes) {

  double availableShare() {
    return availableBytes / (double) totalBytes;
  }
}
