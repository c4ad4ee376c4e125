package dev.cowbell.settings;

import java.util.List;

/**
 * Settings that cannot be used; the message has one line per fault, naming key, value and what is
 * allowed.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  /** All faults, so that they are told at once. */
  public ConfigException(List<String> faults) {
    super(String.join("\n", faults));
  }
}
