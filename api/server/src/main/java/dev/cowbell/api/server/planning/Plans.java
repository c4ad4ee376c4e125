package dev.cowbell.api.server.planning;

import dev.cowbell.api.contract.v1.HostPrice;
import dev.cowbell.api.contract.v1.PlanCapacityRequest;
import dev.cowbell.api.contract.v1.PlanCapacityResponse;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.capacity.Fleet;
import dev.cowbell.api.server.capacity.HostClass;
import dev.cowbell.api.server.capacity.Load;
import dev.cowbell.api.server.capacity.Plan;
import dev.cowbell.api.server.capacity.Planner;
import dev.cowbell.api.server.capacity.Question;
import dev.cowbell.api.server.capacity.Retirement;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.supply.FleetFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers what-if questions about the fleet. */
public final class Plans {
  private final FleetFacts facts;

  public Plans(FleetFacts facts) {
    this.facts = facts;
  }

  /** A plan as it was computed, and as callers of the API get it. */
  public record Answered(Plan plan, PlanCapacityResponse message) {}

  /** What can be asked about: the fleet as it was some seconds ago. */
  public Fleet fleet() {
    return facts.now().fleet();
  }

  /** A plan; refuses what cannot be meant, and names that stand for nothing. */
  public Answered plan(PlanCapacityRequest asked) {
    Question question = Questions.of(asked);
    Map<String, HostPrice> prices = Questions.prices(asked);
    FleetFacts.Read read = facts.now();
    check(read.fleet(), asked, question, prices.keySet());
    Fleet fleet = narrowed(read.fleet(), asked, question);
    fleet.classes().forEach(one -> room(one, question));
    Plan plan = Planner.plan(fleet, question);
    return new Answered(
        plan,
        new PlanMessages(question, prices, read.at())
            .of(plan, fleet, asked.getServicesCount() > 0));
  }

  private static void check(
      Fleet fleet, PlanCapacityRequest asked, Question question, Set<String> priced) {
    Set<String> classes = names(fleet.classes().stream().map(HostClass::name).toList());
    Set<String> services = names(fleet.loads().stream().map(Load::service).toList());
    known("services", asked.getServicesList(), services, "ListServices");
    known("service_growth", question.serviceGrowth().keySet(), services, "ListServices");
    known("hardware_classes", asked.getHardwareClassesList(), classes, "ListHardwareClasses");
    known("host_prices.hardware_class", priced, classes, "ListHardwareClasses");
    question.arm().ifPresent(arm -> knownArm(fleet, arm));
    question.retirements().forEach(one -> check(fleet, question, one));
  }

  private static void check(Fleet fleet, Question question, Retirement retirement) {
    known(
        "retirements.generation",
        List.of(retirement.generation()),
        names(fleet.classes().stream().map(HostClass::generation).toList()),
        "ListHardwareClasses");
    HostClass target =
        fleet.classes().stream()
            .filter(one -> one.name().equals(retirement.movesTo()))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "retirements.moves_to_hardware_class: no hardware class is called "
                            + retirement.movesTo()));
    if (question.retirements().stream()
        .anyMatch(one -> one.generation().equals(target.generation()))) {
      throw Refusal.invalid(
          "retirements.moves_to_hardware_class",
          "retirements.moves_to_hardware_class must not itself be retired: " + target.name());
    }
  }

  private static void knownArm(Fleet fleet, String arm) {
    if (fleet.loads().stream().noneMatch(load -> load.arm().equals(arm))
        && !fleet.effects().know(arm)) {
      throw Refusal.notFound("arm: nothing was ever read of an arm called " + arm);
    }
  }

  private static void known(
      String field, Collection<String> asked, Set<String> known, String lister) {
    for (String name : asked) {
      if (!known.contains(name)) {
        throw Refusal.notFound(
            "%s: nothing is known of %s; %s names what is".formatted(field, name, lister));
      }
    }
  }

  private static Set<String> names(List<String> names) {
    return names.stream().collect(Collectors.toSet());
  }

  /** The services asked for; the classes asked for, and those that retired ones move to. */
  private static Fleet narrowed(Fleet fleet, PlanCapacityRequest asked, Question question) {
    Set<String> services = names(asked.getServicesList());
    Set<String> classes = names(asked.getHardwareClassesList());
    Set<String> targets = names(question.retirements().stream().map(Retirement::movesTo).toList());
    return new Fleet(
        fleet.classes().stream()
            .filter(
                one ->
                    classes.isEmpty()
                        || classes.contains(one.name())
                        || targets.contains(one.name()))
            .toList(),
        fleet.loads().stream()
            .filter(load -> services.isEmpty() || services.contains(load.service()))
            .toList(),
        fleet.effects());
  }

  private static void room(HostClass hostClass, Question question) {
    if (Planner.usableBytes(hostClass, question) <= 0) {
      throw Refusal.invalid(
          "headroom",
          "headroom leaves nothing of a host of %s: other programs hold %s of its %s"
              .formatted(
                  hostClass.name(),
                  Bytes.words(hostClass.otherBytesPerHost().orElse(0)),
                  Bytes.words(hostClass.memoryBytes())));
    }
  }
}
