package dev.cowbell.api.server.export;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.capacity.ClassMonth;
import dev.cowbell.api.server.capacity.ClassPlan;
import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.decision.Total;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.efficiency.SharingCurve;
import dev.cowbell.api.server.efficiency.SharingPoint;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.figure.Reasons;
import dev.cowbell.api.server.report.Forecast;
import dev.cowbell.api.server.report.GenerationSavings;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.ServiceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as CSV (RFC 4180): one figure a row. */
final class CsvFile {
  static final String SCHEMA = "cowbell.report.csv/1";
  private static final String BYTES = "bytes";
  private static final String BYTES_PER_WORKER = "bytes per worker";

  private final List<CsvRow> rows = new ArrayList<>();

  private CsvFile() {}

  static String of(Report report) {
    CsvFile file = new CsvFile();
    file.report(report);
    report.totals().forEach(file::total);
    GenerationSavings.of(report.sections()).forEach(file::generation);
    report.forecast().classes().forEach(plan -> file.forecast(report.forecast(), plan));
    report.sections().forEach(file::section);
    return Csv.of(Column.headers(), file.rows.stream().map(CsvRow::cells).toList());
  }

  private void report(Report report) {
    row("report")
        .text(Column.FIGURE, "sections")
        .text(Column.UNIT, "sections")
        .number(Column.VALUE, report.sections().size())
        .flag(Column.SIMULATED, report.simulated())
        .text(Column.COMPUTED_AT, report.madeAt().toString())
        .text(Column.NOTE, "Cowbell " + report.version() + ": " + report.asked().words());
  }

  private void total(Total total) {
    CsvRow row =
        row("total")
            .text(
                Column.FIGURE,
                TotalNames.part(total) + "_" + total.measure().name().toLowerCase(Locale.ROOT))
            .text(Column.UNIT, TotalNames.unit(total))
            .number(Column.SAMPLE_HOSTS, total.hosts())
            .number(Column.WORKER_COVERAGE_RATIO, total.workerCoverage())
            .number(Column.TICK_COVERAGE_RATIO, total.tickCoverage())
            .flag(Column.SIMULATED, total.simulated())
            .text(Column.COMPUTED_AT, total.computedAt().toString());
    total
        .amount()
        .ifPresentOrElse(
            range ->
                row.number(Column.VALUE, range.bytes())
                    .number(Column.LOW, range.low())
                    .number(Column.HIGH, range.high())
                    .text(Column.INTERVAL_BASIS, total.basis()),
            () -> row.text(Column.ABSENT_BECAUSE, total.basis()));
  }

  private void generation(GenerationSavings savings) {
    part(savings, "realised", savings.realised());
    part(savings, "remaining", savings.remaining());
  }

  private void part(GenerationSavings savings, String which, GenerationSavings.Part part) {
    CsvRow template =
        new CsvRow()
            .text(Column.GENERATION, savings.generation())
            .text(Column.INTERVAL_BASIS, String.join("; ", savings.bases()))
            .number(Column.SAMPLE_HOSTS, savings.hosts())
            .number(Column.SAMPLE_WORKERS, part.workers())
            .flag(Column.SIMULATED, savings.simulated());
    ranged(template, "generation", which + "_loss_avoided", BYTES, part.lossAvoided());
    ranged(template, "generation", which + "_growth_added", BYTES, part.growthAdded());
  }

  /** Need against what there is, in month 0, which is now, and in the last. */
  private void forecast(Forecast forecast, ClassPlan plan) {
    for (ClassMonth month : List.of(plan.months().getFirst(), plan.months().getLast())) {
      Range need = month.need().bytes();
      row("forecast")
          .text(Column.HARDWARE_CLASS, plan.hostClass().name())
          .text(Column.GENERATION, plan.hostClass().generation())
          .text(Column.FIGURE, "needed_in_month_" + month.month())
          .text(Column.UNIT, BYTES)
          .number(Column.VALUE, need.likely())
          .number(Column.LOW, need.low())
          .number(Column.HIGH, need.high())
          .text(Column.INTERVAL_BASIS, "growth seen over %d days".formatted(forecast.days()))
          .flag(Column.SIMULATED, plan.hostClass().simulated());
    }
    row("forecast")
        .text(Column.HARDWARE_CLASS, plan.hostClass().name())
        .text(Column.GENERATION, plan.hostClass().generation())
        .text(Column.FIGURE, "available_less_headroom")
        .text(Column.UNIT, BYTES)
        .number(Column.VALUE, plan.months().getFirst().usableBytes())
        .flag(Column.SIMULATED, plan.hostClass().simulated());
  }

  private void section(ServiceReport section) {
    CsvRow template =
        new CsvRow()
            .text(Column.SERVICE, section.scope().service())
            .text(Column.HARDWARE_CLASS, section.scope().hardwareClass())
            .text(Column.GENERATION, section.hardwareClass().generation())
            .flag(Column.SIMULATED, section.simulated());
    section.arms().forEach(arm -> arm(template, arm));
    section.curves().curves().forEach(curve -> curve(template, curve));
    section.savings().forEach(saving -> saving(template, saving));
    section.recommendations().forEach(advice -> advice(template, advice));
  }

  private void arm(CsvRow section, Arm arm) {
    CsvRow template =
        section
            .copy()
            .text(Column.ARM, arm.name())
            .number(Column.SAMPLE_HOSTS, arm.hosts())
            .number(Column.SAMPLE_WORKERS, arm.workersRead())
            .flag(Column.SIMULATED, arm.simulated());
    figure(template, "workers", "workers", new Figure.Known(arm.workers()));
    figure(template, "footprint", BYTES, footprint(arm));
    figure(template, "pss_sum", BYTES, arm.pssSumBytes());
    figure(template, "rss_sum", BYTES, new Figure.Known(arm.rssSumBytes()));
    figure(template, "full_collections", "collections", arm.fullCollections());
    arm.means().ifPresent(means -> means(template, means));
  }

  static Figure footprint(Arm arm) {
    return arm.footprintBytes() == 0 ? Figure.missing(0) : new Figure.Known(arm.footprintBytes());
  }

  private void means(CsvRow arm, Means means) {
    mean(arm, "inherited_mean", means.inheritedBytes());
    mean(arm, "still_shared_mean", means.stillSharedBytes());
    mean(arm, "sharing_loss_mean", means.lossBytes()).text(Column.NOTE, lossNote(means));
    mean(arm, "private_growth_mean", means.growthBytes());
  }

  private static String lossNote(Means means) {
    List<String> notes = new ArrayList<>();
    if (means.upperBounds() > 0) {
      notes.add("upper bound for %d of the workers".formatted(means.upperBounds()));
    }
    if (means.carriedOn() > 0) {
      notes.add("estimated for %d of the workers".formatted(means.carriedOn()));
    }
    return String.join("; ", notes);
  }

  private CsvRow mean(CsvRow template, String figure, double bytes) {
    return row("arm", template)
        .text(Column.FIGURE, figure)
        .text(Column.UNIT, BYTES_PER_WORKER)
        .number(Column.VALUE, bytes);
  }

  private void figure(CsvRow template, String name, String unit, Figure figure) {
    CsvRow row = row("arm", template).text(Column.FIGURE, name).text(Column.UNIT, unit);
    switch (figure) {
      case Figure.Known(long value) -> row.number(Column.VALUE, value);
      case Figure.Missing(var reason) -> row.text(Column.ABSENT_BECAUSE, Reasons.sentence(reason));
    }
  }

  private void curve(CsvRow section, SharingCurve curve) {
    for (SharingPoint point : curve.points()) {
      point(section, curve.arm(), point, "still_shared_mean", point.stillSharedBytes());
      point(section, curve.arm(), point, "sharing_loss_mean", point.lossBytes());
      point(section, curve.arm(), point, "private_growth_mean", point.growthBytes());
    }
  }

  private void point(CsvRow section, String arm, SharingPoint point, String figure, double bytes) {
    row("curve", section)
        .text(Column.ARM, arm)
        .text(Column.FIGURE, figure)
        .text(Column.UNIT, BYTES_PER_WORKER)
        .number(Column.VALUE, bytes)
        .number(Column.AGE_FROM_SECONDS, point.ageFromSeconds())
        .number(Column.AGE_TO_SECONDS, point.ageToSeconds())
        .text(Column.NOTE, "mean of %d readings".formatted(point.readings()));
  }

  private void saving(CsvRow section, Saving saving) {
    CsvRow template =
        section
            .copy()
            .text(Column.ARM, saving.treatment())
            .text(Column.COMPARED_WITH, saving.control())
            .text(Column.INTERVAL_BASIS, saving.basis())
            .number(Column.AGE_FROM_SECONDS, saving.atAgeSeconds())
            .number(Column.SAMPLE_HOSTS, saving.treatmentSample().hosts())
            .number(Column.SAMPLE_WORKERS, saving.treatmentSample().workers())
            .number(Column.WORKER_COVERAGE_RATIO, saving.workerCoverage())
            .number(Column.TICK_COVERAGE_RATIO, saving.tickCoverage())
            .text(Column.ASSIGNMENT, Names.assignment(saving.assignment()))
            .flag(Column.SIMULATED, saving.simulated())
            .text(Column.COMPUTED_AT, saving.computedAt().toString());
    ranged(template, "saving", "loss_avoided", BYTES_PER_WORKER, saving.lossAvoided());
    ranged(template, "saving", "growth_added", BYTES_PER_WORKER, saving.growthAdded());
  }

  private void ranged(
      CsvRow template, String record, String figure, String unit, Saving.Range range) {
    row(record, template)
        .text(Column.FIGURE, figure)
        .text(Column.UNIT, unit)
        .number(Column.VALUE, range.bytes())
        .number(Column.LOW, range.low())
        .number(Column.HIGH, range.high());
  }

  private void advice(CsvRow section, Recommendation advice) {
    CsvRow row =
        row("recommendation", section)
            .text(Column.FIGURE, Names.kind(advice.getKind()))
            .flag(Column.SIMULATED, advice.getSimulated())
            .text(Column.NOTE, Names.stage(advice.getStage()) + ": " + advice.getSummary());
    switch (advice.getVerdictCase()) {
      case POLICY ->
          row.text(Column.ARM, advice.getPolicy().getTreatment())
              .text(Column.COMPARED_WITH, advice.getPolicy().getControl())
              .text(Column.UNIT, BYTES_PER_WORKER)
              .number(Column.VALUE, advice.getPolicy().getBytesPerWorker());
      case LIMIT ->
          row.text(Column.UNIT, "bytes of private memory (USS)")
              .number(Column.VALUE, advice.getLimit().getUssLimitBytes())
              .number(Column.LOW, advice.getLimit().getLowerBytes())
              .number(Column.HIGH, advice.getLimit().getUpperBytes());
      case COUNT ->
          row.text(Column.UNIT, "workers")
              .number(Column.VALUE, advice.getCount().getWorkers())
              .number(Column.LOW, advice.getCount().getLower())
              .number(Column.HIGH, advice.getCount().getUpper());
      case REQUEST ->
          row.text(Column.UNIT, BYTES)
              .number(Column.VALUE, advice.getRequest().getBytes())
              .number(Column.LOW, advice.getRequest().getLowerBytes())
              .number(Column.HIGH, advice.getRequest().getUpperBytes());
      case INSUFFICIENT ->
          row.text(
              Column.ABSENT_BECAUSE,
              "not enough evidence: %s of %s %s"
                  .formatted(
                      CsvRow.plain(advice.getInsufficient().getSeen()),
                      CsvRow.plain(advice.getInsufficient().getNeeded()),
                      advice.getInsufficient().getUnit()));
      case VERDICT_NOT_SET -> row.text(Column.ABSENT_BECAUSE, "no verdict");
    }
  }

  private CsvRow row(String record) {
    return row(record, new CsvRow());
  }

  private CsvRow row(String record, CsvRow template) {
    CsvRow row = template.copy().text(Column.SCHEMA, SCHEMA).text(Column.RECORD, record);
    rows.add(row);
    return row;
  }
}
