package dev.cowbell.collector.app;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One line per message on standard error; the Kafka client's own warnings repeat themselves and are
 * left out.
 */
final class Logs {
  // Held, because java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private Logs() {}

  static void configure() {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT%1$tz %4$s %5$s%n");
    KAFKA.setLevel(Level.OFF);
  }
}
