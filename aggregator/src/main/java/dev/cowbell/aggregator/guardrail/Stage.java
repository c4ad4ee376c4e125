package dev.cowbell.aggregator.guardrail;

/**
 * How far a change has come on one hardware generation. Each state has methods for the moves that
 * are legal from it and for no others:
 *
 * <pre>
 *   OBSERVE → CANARY → EXPAND → FLEET          CANARY, EXPAND, FLEET → HELD or ROLLED_BACK
 *   HELD → where it was held, or ROLLED_BACK   ROLLED_BACK → OBSERVE
 * </pre>
 */
public sealed interface Stage permits Observe, Running, Stopped {

  /** Its name as published. */
  String name();
}
