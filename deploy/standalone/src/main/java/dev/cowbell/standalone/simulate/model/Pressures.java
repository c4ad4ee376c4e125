package dev.cowbell.standalone.simulate.model;

/** Shares of the last seconds in which some task waited, and time waited since boot. */
public record Pressures(Pressure memory, Pressure cpu, Pressure io) {

  /** One resource. */
  public record Pressure(double someShare, double fullShare, long someTotalMicros) {}
}
