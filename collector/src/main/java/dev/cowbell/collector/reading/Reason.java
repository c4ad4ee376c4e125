package dev.cowbell.collector.reading;

/**
 * Why a reading could not be taken; the names are those of the contract's {@code
 * UnavailableReason}.
 */
public enum Reason {
  PROCESS_EXITED,
  PERMISSION_DENIED,
  NOT_SUPPORTED,
  COUNTER_RESET,
  NOT_YET_READ,
  IMPLAUSIBLE,
  MALFORMED,
  BORN_UNSEEN
}
