package dev.cowbell.collector.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged, Kafka's own lines and traces included. */
final class CapturedLog extends Handler implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  /** Kafka's own lines stay out of the test's output; there are thousands. */
  static void quietKafka() {
    for (Handler handler : ROOT.getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        handler.setFilter(CapturedLog::isNotKafkas);
      }
    }
  }

  private static boolean isNotKafkas(LogRecord record) {
    String logger = String.valueOf(record.getLoggerName());
    return !logger.startsWith("org.apache.kafka")
        && !logger.startsWith("kafka")
        && !logger.startsWith("state.change");
  }

  CapturedLog() {
    ROOT.addHandler(this);
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(formatter.format(record));
  }

  String text() {
    return String.join("", lines);
  }

  void awaitLine(String part) {
    Ticks.await("the line \"" + part + "\"", () -> text().contains(part), this::text);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
