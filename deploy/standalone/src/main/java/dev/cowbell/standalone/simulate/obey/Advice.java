package dev.cowbell.standalone.simulate.obey;

import java.util.OptionalInt;
import java.util.Set;

/**
 * Advice to use an arm, and how far it has come.
 *
 * @param hardwareClass such as {@code Sandy Bridge-EP / 32 cores / 32 GiB}
 * @param treatment the arm advised
 * @param hosts how many hosts are to have it, where the advice says so
 * @param hostIds which, where the advice names them
 */
public record Advice(
    String service,
    String hardwareClass,
    Step step,
    String treatment,
    OptionalInt hosts,
    Set<String> hostIds) {

  /** How far advice has been rolled out. */
  public enum Step {
    OBSERVE,
    CANARY,
    EXPAND,
    FLEET,
    HELD,
    ROLLED_BACK
  }

  String group() {
    return HostOrder.group(service, hardwareClass);
  }
}
