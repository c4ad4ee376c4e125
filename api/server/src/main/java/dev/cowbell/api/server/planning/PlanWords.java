package dev.cowbell.api.server.planning;

import dev.cowbell.api.server.capacity.ClassMonth;
import dev.cowbell.api.server.capacity.ClassPlan;
import dev.cowbell.api.server.capacity.Fleet;
import dev.cowbell.api.server.capacity.Gap;
import dev.cowbell.api.server.capacity.HostClass;
import dev.cowbell.api.server.capacity.Plan;
import dev.cowbell.api.server.capacity.Question;
import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.capacity.Resource;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import java.util.ArrayList;
import java.util.List;

/** A plan in plain sentences. */
final class PlanWords {
  private final Question question;
  private final Months months;

  PlanWords(Question question, Months months) {
    this.question = question;
    this.months = months;
  }

  /** Which class binds first, and why; where none does, how near the nearest is. */
  String summary(Plan plan) {
    if (plan.classes().isEmpty()) {
      return "No host is known: there is nothing to plan.";
    }
    return plan.binding()
        .map(
            one ->
                "%s binds first. %s".formatted(one.hostClass().name(), explanation(one))
                    + others(plan))
        .orElseGet(
            () ->
                "No class runs out within %s. The nearest: %s"
                    .formatted(Words.count(question.horizonMonths(), "month"), nearest(plan)));
  }

  private String others(Plan plan) {
    long more = plan.classes().stream().filter(one -> one.exhausted().isPresent()).count() - 1;
    return more == 0
        ? ""
        : " %s more within the horizon."
            .formatted(Words.count(more, "class runs out", "classes run out"));
  }

  private String nearest(Plan plan) {
    ClassPlan nearest =
        plan.classes().stream()
            .max((a, b) -> Double.compare(use(a.deciding()), use(b.deciding())))
            .orElseThrow();
    return nearest.hostClass().name() + ". " + explanation(nearest);
  }

  private static double use(ClassMonth month) {
    return month.use(month.binding());
  }

  /** What binds a class, with figures. */
  String explanation(ClassPlan plan) {
    ClassMonth deciding = plan.deciding();
    Resource binding = deciding.binding();
    Resource other = binding == Resource.MEMORY ? Resource.CPU : Resource.MEMORY;
    String when =
        plan.exhausted().isPresent()
            ? "runs out in %s".formatted(months.name(deciding.month()))
            : "is what would run out first";
    return "%s %s: %s then, %s of what there is, against %s of %s.%s%s"
        .formatted(
            name(binding),
            when,
            needed(deciding, binding),
            share(deciding.use(binding)),
            share(deciding.use(other)),
            name(other).equals("CPU") ? "the CPU" : "the memory",
            largest(plan),
            buy(plan));
  }

  private static String needed(ClassMonth month, Resource resource) {
    return switch (resource) {
      case MEMORY ->
          "%s of %s needed"
              .formatted(
                  Bytes.words(month.need().bytes().likely()), Bytes.words(month.usableBytes()));
      case CPU ->
          "%s of %s needed"
              .formatted(
                  Words.number(month.need().cores().likely()),
                  Words.count((long) month.usableCores(), "core"));
    };
  }

  private static String share(double use) {
    return Double.isInfinite(use) ? "all and more" : Words.percent(use);
  }

  private static String name(Resource resource) {
    return switch (resource) {
      case MEMORY -> "Memory";
      case CPU -> "CPU";
    };
  }

  private static String largest(ClassPlan plan) {
    return plan.largest()
        .map(
            one ->
                " %s holds %s of the memory needed at the end."
                    .formatted(one.service(), Words.percent(one.share())))
        .orElse("");
  }

  private static String buy(ClassPlan plan) {
    Range toBuy = plan.hostsToBuy();
    if (toBuy.likely() == 0) {
      return " The hosts there are suffice exactly.";
    }
    String what =
        toBuy.likely() > 0
            ? Words.count((long) toBuy.likely(), "host") + " to buy"
            : Words.count((long) -toBuy.likely(), "host") + " to free";
    return toBuy.low() == toBuy.high()
        ? " By the end: %s.".formatted(what)
        : " By the end: %s (%.0f to %.0f more than there are)."
            .formatted(what, toBuy.low(), toBuy.high());
  }

  /** What is taken for granted, and what is left out. */
  List<String> assumptions(Plan plan, Fleet fleet, boolean someServices) {
    List<String> said = new ArrayList<>();
    said.add(
        "Need starts from the footprints and the CPU use of families at their hosts' last tick, and"
            + " grows with traffic in proportion; a peak at another hour is not in it.");
    said.add(
        "Hosts of a class are as large as they are sold; what other programs and the kernel hold of"
            + " them stays as it is; CPU of other programs is not counted.");
    if (someServices) {
      said.add("Only the services asked for are planned; the others' memory is not set aside.");
    }
    if (!question.retirements().isEmpty()) {
      said.add(
          "What is retired moves on byte for byte and core for core, faster or slower as the cores"
              + " may be.");
    }
    question
        .workerLimitBytes()
        .ifPresent(
            limit ->
                said.add(
                    "Every worker is counted as grown to %s of its own at once, which is the most there can be."
                        .formatted(Bytes.words(limit))));
    fleet.classes().stream()
        .filter(one -> one.otherBytesPerHost().isEmpty())
        .map(HostClass::name)
        .forEach(
            name ->
                said.add(
                    "What others hold of hosts of %s could not be read and counts as nothing."
                        .formatted(name)));
    gaps(plan, said);
    return said;
  }

  private static void gaps(Plan plan, List<String> said) {
    int most = 20;
    plan.gaps().stream().limit(most).map(PlanWords::gap).forEach(said::add);
    if (plan.gaps().size() > most) {
      said.add(
          "%s more are left as they are for want of evidence."
              .formatted(Words.count(plan.gaps().size() - most, "arm")));
    }
  }

  private static String gap(Gap gap) {
    String where =
        "%s under arm %s on %s"
            .formatted(gap.load().service(), gap.load().arm(), gap.load().hardwareClass());
    return switch (gap.kind()) {
      case NO_FOOTPRINT ->
          where + ": its footprint is not known, so its memory is not in the plan.";
      case NO_WORKER_READ ->
          where
              + ": none of its workers could be read, so worker count and limit are left as they"
              + " are.";
      case NO_COMPARISON ->
          where + ": nothing compares it with the arm asked for, so its arm is left as it is.";
    };
  }
}
