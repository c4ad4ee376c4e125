package dev.cowbell.api.server.capacity;

/** Needs added up in place, since a plan adds up thousands. */
final class NeedSum {
  private double leastBytes;
  private double likelyBytes;
  private double mostBytes;
  private double leastCores;
  private double likelyCores;
  private double mostCores;

  void add(Need need) {
    leastBytes += need.bytes().low();
    likelyBytes += need.bytes().likely();
    mostBytes += need.bytes().high();
    leastCores += need.cores().low();
    likelyCores += need.cores().likely();
    mostCores += need.cores().high();
  }

  double likelyBytes() {
    return likelyBytes;
  }

  Need sum() {
    return new Need(
        new Range(leastBytes, likelyBytes, mostBytes),
        new Range(leastCores, likelyCores, mostCores));
  }
}
