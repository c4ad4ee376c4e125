package dev.cowbell.api.server.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cowbell.api.server.capacity.ClassPlan;
import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.decision.Total;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.report.Forecast;
import dev.cowbell.api.server.report.GenerationSavings;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.ReportWords;
import java.time.Instant;

/**
 * A report as JSON of the schema {@value #SCHEMA}, which the server hands out at {@code
 * /schema/cowbell.report.1.json}. The unit of a figure stands in its name; a figure that is absent
 * is an object with the reason.
 */
final class JsonFile {
  static final String SCHEMA = "cowbell.report/1";

  private JsonFile() {}

  static String of(Report report) {
    ObjectNode root = Json.object();
    root.put("schema", SCHEMA);
    root.put("made_at", report.madeAt().toString());
    root.put("version", report.version());
    root.put("simulated", report.simulated());
    root.putObject("asked")
        .put("service", report.asked().service())
        .put("hardware_class", report.asked().hardwareClass());
    span(root.putObject("readings_taken"), report.span());
    ReportWords words = ReportWords.of(report);
    root.put("headline", words.headline());
    ArrayNode sentences = root.putArray("summary");
    words.sentences().forEach(sentences::add);
    ArrayNode generations = root.putArray("savings_by_generation");
    GenerationSavings.of(report.sections()).forEach(g -> generation(generations.addObject(), g));
    ArrayNode totals = root.putArray("savings_in_all");
    report.totals().forEach(total -> total(totals.addObject(), total));
    forecast(root.putObject("forecast"), report.forecast());
    ArrayNode sections = root.putArray("sections");
    report.sections().forEach(section -> JsonSection.write(sections.addObject(), section));
    root.put("sections_left_out", report.leftOut());
    return Json.indented(root);
  }

  private static void total(ObjectNode node, Total total) {
    node.put("measure", total.measure().name());
    node.put("part", TotalNames.part(total));
    node.put("unit", TotalNames.unit(total));
    total
        .amount()
        .ifPresentOrElse(
            range ->
                node.put("amount", range.bytes())
                    .put("low", range.low())
                    .put("high", range.high())
                    .put("basis", total.basis()),
            () -> node.put("unavailable", total.basis()));
    node.put("hosts", total.hosts());
    node.put("worker_coverage_ratio", total.workerCoverage());
    node.put("tick_coverage_ratio", total.tickCoverage());
    node.put("simulated", total.simulated());
    node.put("computed_at", total.computedAt().toString());
  }

  private static void forecast(ObjectNode node, Forecast forecast) {
    node.put("months", Forecast.MONTHS);
    node.put("headroom_ratio", Forecast.HEADROOM);
    node.put("growth_seen_over_days", forecast.days());
    forecast.growth().ifPresent(g -> range(node.putObject("growth_per_month_ratio"), g));
    ArrayNode classes = node.putArray("hardware_classes");
    for (ClassPlan plan : forecast.classes()) {
      ObjectNode one = classes.addObject();
      one.put("name", plan.hostClass().name());
      one.put("hosts", plan.hostClass().hosts());
      one.put("available_bytes", plan.months().getFirst().usableBytes());
      one.put("needed_now_bytes", plan.months().getFirst().need().bytes().likely());
      range(one.putObject("needed_then_bytes"), plan.months().getLast().need().bytes());
      plan.exhausted().ifPresent(month -> one.put("exhausted_in_months", month));
      range(one.putObject("hosts_to_buy"), plan.hostsToBuy());
    }
  }

  private static void range(ObjectNode node, Range range) {
    node.put("low", range.low());
    node.put("likely", range.likely());
    node.put("high", range.high());
  }

  private static void span(ObjectNode node, Span span) {
    moment(node, "from", span.from(), Span.ALWAYS.from());
    moment(node, "to", span.to(), Span.ALWAYS.to());
  }

  private static void moment(ObjectNode node, String name, Instant at, Instant unlimited) {
    if (!at.equals(unlimited)) {
      node.put(name, at.toString());
    }
  }

  private static void generation(ObjectNode node, GenerationSavings savings) {
    node.put("generation", savings.generation());
    node.put("hosts", savings.hosts());
    part(node.putObject("realised"), savings.realised());
    part(node.putObject("remaining"), savings.remaining());
    ArrayNode bases = node.putArray("interval_bases");
    savings.bases().forEach(bases::add);
    node.put("simulated", savings.simulated());
  }

  private static void part(ObjectNode node, GenerationSavings.Part part) {
    node.put("workers", part.workers());
    range(node.putObject("loss_avoided"), part.lossAvoided());
    range(node.putObject("growth_added"), part.growthAdded());
  }

  static void range(ObjectNode node, Saving.Range range) {
    node.put("bytes", range.bytes());
    node.put("low_bytes", range.low());
    node.put("high_bytes", range.high());
  }
}
