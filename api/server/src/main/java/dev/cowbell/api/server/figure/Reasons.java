package dev.cowbell.api.server.figure;

import dev.cowbell.api.contract.v1.Unavailable;
import dev.cowbell.api.contract.v1.UnavailableReason;

/** Why a figure is missing, in a sentence for people. */
public final class Reasons {
  private Reasons() {}

  /** The reason with a stored number; where none is stored, there has been no reading at all. */
  static UnavailableReason ofNumber(int number) {
    UnavailableReason reason = UnavailableReason.forNumber(number);
    if (reason == UnavailableReason.UNAVAILABLE_REASON_UNSPECIFIED) {
      return UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ;
    }
    return reason == null ? UnavailableReason.UNAVAILABLE_REASON_MALFORMED : reason;
  }

  /** A sentence without its full stop. */
  public static String sentence(UnavailableReason reason) {
    return switch (reason) {
      case UNAVAILABLE_REASON_PROCESS_EXITED -> "the process ended before it was read";
      case UNAVAILABLE_REASON_PERMISSION_DENIED ->
          "the kernel refused: the collector needs CAP_SYS_PTRACE to read another user's processes";
      case UNAVAILABLE_REASON_NOT_SUPPORTED ->
          "this kernel, hardware or interpreter does not offer it";
      case UNAVAILABLE_REASON_COUNTER_RESET -> "the counter went backwards";
      case UNAVAILABLE_REASON_NOT_YET_READ ->
          "not read yet: full readings are taken within the collector's CPU budget";
      case UNAVAILABLE_REASON_IMPLAUSIBLE -> "it was read and cannot be true";
      case UNAVAILABLE_REASON_BORN_UNSEEN ->
          "forked before the collector could see its master at that moment";
      case UNAVAILABLE_REASON_MALFORMED, UNAVAILABLE_REASON_UNSPECIFIED, UNRECOGNIZED ->
          "it was read and could not be understood";
    };
  }

  /** A few words for a table cell. */
  public static String words(UnavailableReason reason) {
    return switch (reason) {
      case UNAVAILABLE_REASON_PROCESS_EXITED -> "process ended";
      case UNAVAILABLE_REASON_PERMISSION_DENIED -> "not permitted";
      case UNAVAILABLE_REASON_NOT_SUPPORTED -> "not supported here";
      case UNAVAILABLE_REASON_COUNTER_RESET -> "counter reset";
      case UNAVAILABLE_REASON_NOT_YET_READ -> "not read yet";
      case UNAVAILABLE_REASON_IMPLAUSIBLE -> "implausible";
      case UNAVAILABLE_REASON_BORN_UNSEEN -> "born unseen";
      case UNAVAILABLE_REASON_MALFORMED, UNAVAILABLE_REASON_UNSPECIFIED, UNRECOGNIZED ->
          "unreadable";
    };
  }

  /** The reason as callers of the API get it. */
  public static Unavailable encode(UnavailableReason reason) {
    return Unavailable.newBuilder().setReason(reason).setDetail(sentence(reason)).build();
  }
}
