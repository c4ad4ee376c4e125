package dev.cowbell.aggregator.experiment;

/** What would answer the question. */
public sealed interface Need {

  /** In words. */
  String sentence();

  /** Further hosts on each arm, as projected from the spread seen so far. */
  record MoreHosts(int perArm) implements Need {
    @Override
    public String sentence() {
      return "about %d more hosts per arm".formatted(perArm);
    }
  }

  /** Days until hosts that already take part have shown enough. */
  record MoreTime(int days) implements Need {
    @Override
    public String sentence() {
      return "about %d more days".formatted(days);
    }
  }

  /** Neither hosts nor time would help as things are, or one cannot say how many. */
  record SomethingElse(String what) implements Need {
    @Override
    public String sentence() {
      return what;
    }
  }
}
