package dev.cowbell.aggregator.experiment;

/** Two hosts of one hardware class that were assigned together, one to each arm. */
public record HostPair(String controlHost, String treatmentHost) {

  boolean has(String host) {
    return controlHost.equals(host) || treatmentHost.equals(host);
  }
}
