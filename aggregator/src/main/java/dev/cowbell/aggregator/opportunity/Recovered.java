package dev.cowbell.aggregator.opportunity;

/**
 * What an arm was measured to avoid of the control's loss.
 *
 * @param share 0 to 1
 */
public record Recovered(String service, String arm, double share) {}
