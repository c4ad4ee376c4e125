package dev.cowbell.aggregator.experiment;

/** What is missing for an answer. */
public enum Lack {
  NO_HOSTS("no host has shown anything yet"),
  ONE_ARM_ONLY("all hosts are on one arm"),
  TOO_FEW_HOSTS("too few hosts for any interval"),
  UNDECIDED("the interval is still too wide to decide"),
  NO_SPREAD("all hosts say exactly the same, which measured hosts never do"),
  NOT_A_NUMBER("a host's figure is not a number"),
  AGES_NEVER_OVERLAP("the arms' workers never reach the same ages"),
  HOSTS_LEFT("more than half of the hosts left, so that those who stayed are no fair sample");

  private final String meaning;

  Lack(String meaning) {
    this.meaning = meaning;
  }

  /** In words. */
  public String meaning() {
    return meaning;
  }
}
