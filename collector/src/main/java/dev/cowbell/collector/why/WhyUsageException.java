package dev.cowbell.collector.why;

/** The command line cannot be understood; the message says what of it. */
final class WhyUsageException extends Exception {
  private static final long serialVersionUID = 1;

  WhyUsageException(String message) {
    super(message);
  }
}
