package dev.cowbell.collector.kubernetes;

import java.io.IOException;

/** An answer of the API server other than 200, in words that say what to do. */
final class ApiRefusal extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * @param what was asked for, such as list and watch pods
   */
  ApiRefusal(int status, String what) {
    super(words(status, what));
    this.status = status;
  }

  /** Whether the version that was asked for is one that the server cannot go on from. */
  boolean isOfTheVersion() {
    return switch (status) {
      case 400, 410, 504 -> true;
      default -> false;
    };
  }

  private static String words(int status, String what) {
    return switch (status) {
      case 401 -> "the API server refuses the service account's token";
      case 403 -> "the service account may not " + what + ": see the chart's ClusterRole";
      case 410 -> "what was known is too old for the API server";
      case 429 -> "the API server has too much to do";
      default -> "the API server answers " + status;
    };
  }
}
