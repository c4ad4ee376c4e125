package dev.cowbell.collector.app;

import java.io.Serial;
import java.util.List;

/**
 * Settings with which the collector cannot start; one line per fault, each naming key, value and
 * what is allowed.
 */
final class ConfigException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  ConfigException(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
  }
}
