package dev.cowbell.api.server.report;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.decision.Total;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a report of many sections says, in plain sentences. */
final class FleetSummary {
  private FleetSummary() {}

  static Summary of(Report report) {
    List<Opportunity> ranking = Opportunity.ranked(report.sections());
    if (ranking.isEmpty()) {
      return new Summary(
          "No worker's sharing has been read yet.",
          List.of(inventory(report), "Figures appear with the first full readings."));
    }
    double lost = ranking.stream().mapToDouble(Opportunity::lossBytes).sum();
    List<String> sentences = new ArrayList<>();
    sentences.add(inventory(report));
    sentences.add(dearest(ranking.getFirst(), lost));
    List<GenerationSavings> generations = GenerationSavings.of(report.sections());
    sentences.add(savings(generations));
    mostLeft(generations).ifPresent(sentences::add);
    worth(report.totals()).ifPresent(sentences::add);
    sentences.add(advice(report));
    return new Summary(
        "Broken sharing costs %s of memory today.".formatted(Bytes.words(lost)), sentences);
  }

  private static String inventory(Report report) {
    long hosts = report.sections().stream().flatMap(s -> s.hosts().stream()).distinct().count();
    return "%s of %s run on %s of %s."
        .formatted(
            Words.count(
                report.sections().stream().mapToLong(ServiceReport::workers).sum(), "worker"),
            Words.count(
                report.sections().stream().map(s -> s.scope().service()).distinct().count(),
                "service"),
            Words.count(hosts, "host"),
            Words.count(
                report.sections().stream().map(s -> s.scope().hardwareClass()).distinct().count(),
                "hardware class",
                "hardware classes"));
  }

  private static String dearest(Opportunity first, double lost) {
    return "%s of the loss is that of %s on %s; some loss cannot be avoided, so this is a bound."
        .formatted(
            Words.percent(lost == 0 ? 0 : first.lossBytes() / lost),
            first.scope().service(),
            first.scope().hardwareClass());
  }

  private static String savings(List<GenerationSavings> generations) {
    if (generations.isEmpty()) {
      return "No two settings have been compared on the same hardware class yet, so what could be"
          + " kept is not known.";
    }
    return "Better settings already keep %s shared; the workers still on the control would keep %s more."
        .formatted(
            range(sum(generations.stream().map(GenerationSavings::realised).toList())),
            range(sum(generations.stream().map(GenerationSavings::remaining).toList())));
  }

  private static Optional<String> mostLeft(List<GenerationSavings> generations) {
    return generations.stream()
        .filter(g -> g.remaining().lossAvoided().bytes() > 0)
        .max(Comparator.comparingDouble(g -> g.remaining().lossAvoided().bytes()))
        .map(
            g ->
                "Most of that is on %s: %s."
                    .formatted(g.generation(), Bytes.words(g.remaining().lossAvoided().bytes())));
  }

  /** In hosts and money, over whole days and each arm's own mix of ages. */
  private static Optional<String> worth(List<Total> totals) {
    String realised = worth(totals, true);
    String remaining = worth(totals, false);
    return realised.isEmpty() || remaining.isEmpty()
        ? Optional.empty()
        : Optional.of("Over whole days %s saved, and %s could be.".formatted(realised, remaining));
  }

  private static String worth(List<Total> totals, boolean realised) {
    List<String> words =
        totals.stream()
            .filter(total -> total.realised() == realised)
            .flatMap(total -> total.amount().stream().flatMap(amount -> worth(total, amount)))
            .toList();
    return words.isEmpty() ? "" : String.join(" and ", words) + (realised ? " are" : " more");
  }

  private static Stream<String> worth(Total total, Saving.Range amount) {
    return switch (total.measure()) {
      case HOSTS -> Stream.of("the memory of %.1f hosts".formatted(amount.bytes()));
      case MONEY -> Stream.of(Words.money(amount.bytes(), total.currency()) + " a month");
      case MEMORY, SHARE_OF_MEMORY, POWER, CARBON -> Stream.empty();
    };
  }

  private static Saving.Range sum(List<GenerationSavings.Part> parts) {
    return parts.stream()
        .map(GenerationSavings.Part::lossAvoided)
        .reduce(Saving.Range.NONE, Saving.Range::plus);
  }

  private static String range(Saving.Range range) {
    return range.bytes() == 0
        ? "nothing"
        : "%s (%s)".formatted(Bytes.words(range.bytes()), Bytes.range(range.low(), range.high()));
  }

  private static String advice(Report report) {
    List<Recommendation> all =
        report.sections().stream().flatMap(s -> s.recommendations().stream()).toList();
    long lacking = all.stream().filter(Recommendation::hasInsufficient).count();
    if (all.isEmpty()) {
      return "Nothing is advised yet.";
    }
    return "Of %s, %s for want of evidence."
        .formatted(
            Words.count(all.size(), "recommendation"),
            lacking == 1 ? "1 waits" : lacking + " wait");
  }
}
