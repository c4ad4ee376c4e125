package dev.cowbell.api.server.report;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.chart.Marker;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.efficiency.SharingCurves;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of a service on one hardware class at one moment.
 *
 * @param hosts hosts that run it now
 * @param arms arms that run now, by name
 * @param span when the readings of the curves were taken
 * @param version of Cowbell
 */
public record ServiceReport(
    ServiceOnClass scope,
    HardwareClass hardwareClass,
    List<Host> hosts,
    List<Arm> arms,
    Span span,
    SharingCurves curves,
    List<Saving> savings,
    List<Recommendation> recommendations,
    Instant madeAt,
    String version) {
  private static final String USUAL_CONTROL = "default";

  /** What the other arms are compared with: as the savings say, else the interpreter's default. */
  public Optional<String> control() {
    Optional<String> compared = savings.stream().map(Saving::control).findFirst();
    return compared.isPresent()
        ? compared
        : armNames().stream().filter(USUAL_CONTROL::equals).findFirst();
  }

  /** Arms that run now or are in the curves: the control first, then by name. */
  public List<String> armNames() {
    List<String> names =
        Stream.concat(arms.stream().map(Arm::name), curves.curves().stream().map(c -> c.arm()))
            .distinct()
            .sorted()
            .toList();
    Optional<String> first =
        savings.stream()
            .map(Saving::control)
            .findFirst()
            .or(() -> Optional.of(USUAL_CONTROL))
            .filter(names::contains);
    return Stream.concat(first.stream(), names.stream().filter(n -> !Optional.of(n).equals(first)))
        .toList();
  }

  /** Whether anything in it rests on hosts that do not exist. */
  public boolean simulated() {
    return curves.simulated()
        || arms.stream().anyMatch(Arm::simulated)
        || savings.stream().anyMatch(Saving::simulated)
        || recommendations.stream().anyMatch(Recommendation::getSimulated);
  }

  /** An arm that runs now. */
  public Optional<Arm> arm(String name) {
    return arms.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /** The arm that is advised, where one is. */
  Optional<String> advisedArm() {
    return recommendations.stream()
        .filter(Recommendation::hasPolicy)
        .map(r -> r.getPolicy().getTreatment())
        .findFirst();
  }

  /** The arm that most workers run now. */
  Optional<String> busiestArm() {
    return arms.stream().max(Comparator.comparingInt(Arm::workers)).map(Arm::name);
  }

  /** Workers alive, over all arms. */
  public int workers() {
    return arms.stream().mapToInt(Arm::workers).sum();
  }

  /** The line style of an arm, the same throughout the report. */
  public int style(String arm) {
    return Math.max(armNames().indexOf(arm), 0) % Marker.STYLES;
  }
}
