package dev.cowbell.bench.limits;

/** Counts what goes wrong and what it costs. */
final class Tally implements PlayedHost.Seen {

  private final TrueLaw law;
  private double worst;
  private long hours;
  private long above;
  private long restarts;

  Tally(TrueLaw law) {
    this.law = law;
  }

  @Override
  public void reachedLimit() {
    restarts++;
  }

  @Override
  public void step(double sumBytes) {
    worst = Math.max(worst, sumBytes);
  }

  @Override
  public void hour() {
    hours++;
    above += worst > law.budgetBytes() ? 1 : 0;
    worst = 0;
  }

  Outcome outcome() {
    return new Outcome(hours, hours * law.workers(), above, restarts);
  }
}
