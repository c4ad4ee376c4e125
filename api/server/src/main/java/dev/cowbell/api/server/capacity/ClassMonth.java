package dev.cowbell.api.server.capacity;

/**
 * Need and supply of one hardware class in one month.
 *
 * @param month from now: 0 is now
 * @param hosts there are
 * @param usableBytes memory of those, less headroom and what other programs hold
 * @param usableCores of those, less headroom
 * @param hostsNeeded whole hosts that the need comes to
 */
public record ClassMonth(
    int month, Need need, int hosts, double usableBytes, double usableCores, Range hostsNeeded) {
  /** Likely need of a resource as a share of what there is; infinite where there is nothing. */
  public double use(Resource resource) {
    return share(
        switch (resource) {
          case MEMORY -> need.bytes().likely();
          case CPU -> need.cores().likely();
        },
        resource);
  }

  /** The same at the lower end of the need. */
  public double leastUse(Resource resource) {
    return share(
        switch (resource) {
          case MEMORY -> need.bytes().low();
          case CPU -> need.cores().low();
        },
        resource);
  }

  /** The same at the upper end of the need. */
  public double greatestUse(Resource resource) {
    return share(
        switch (resource) {
          case MEMORY -> need.bytes().high();
          case CPU -> need.cores().high();
        },
        resource);
  }

  /** The resource of which the greater share is used. */
  public Resource binding() {
    return use(Resource.CPU) > use(Resource.MEMORY) ? Resource.CPU : Resource.MEMORY;
  }

  private double share(double need, Resource resource) {
    double usable =
        switch (resource) {
          case MEMORY -> usableBytes;
          case CPU -> usableCores;
        };
    return need == 0 ? 0 : usable <= 0 ? Double.POSITIVE_INFINITY : need / usable;
  }
}
