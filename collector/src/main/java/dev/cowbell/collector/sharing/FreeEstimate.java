package dev.cowbell.collector.sharing;

/**
 * Sharing loss from what every tick has for nothing: each write to a shared page is one minor fault
 * that does not make the process larger. Broken by mappings that come and go, so it decides when to
 * look and is never published as a loss.
 */
public final class FreeEstimate {
  private static final long PAGE_BYTES = 4096;

  private FreeEstimate() {}

  /** 4 KiB x minor faults since birth - (anonymous bytes - inherited bytes). */
  public static long lossBytes(long minorFaults, long anonymousBytes, long inheritedBytes) {
    return PAGE_BYTES * minorFaults - (anonymousBytes - inheritedBytes);
  }
}
