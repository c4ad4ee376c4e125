package dev.cowbell.collector.why;

/** It cannot be answered; the message says why and what would allow it. */
final class WhyRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  WhyRefusedException(String message) {
    super(message);
  }
}
