package dev.cowbell.api.server.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.efficiency.SharingCurve;
import dev.cowbell.api.server.efficiency.SharingPoint;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.figure.Reasons;
import dev.cowbell.api.server.report.Fact;
import dev.cowbell.api.server.report.ReportWords;
import dev.cowbell.api.server.report.ServiceReport;

/** One service on one hardware class as JSON. */
final class JsonSection {
  private JsonSection() {}

  static void write(ObjectNode node, ServiceReport section) {
    node.put("service", section.scope().service());
    node.putObject("hardware_class")
        .put("name", section.hardwareClass().name())
        .put("generation", section.hardwareClass().generation())
        .put("cores", section.hardwareClass().cores())
        .put("memory_bytes", section.hardwareClass().memoryBytes());
    node.put("simulated", section.simulated());
    ArrayNode hosts = node.putArray("hosts");
    section
        .hosts()
        .forEach(
            host ->
                hosts
                    .addObject()
                    .put("host_id", host.hostId())
                    .put("hostname", host.hostname())
                    .put("kernel", host.kernel())
                    .put("simulated", host.simulated()));
    ArrayNode arms = node.putArray("arms");
    section.arms().forEach(arm -> arm(arms.addObject(), arm));
    ArrayNode curves = node.putArray("curves");
    section.curves().curves().forEach(curve -> curve(curves.addObject(), curve));
    ArrayNode savings = node.putArray("savings");
    section.savings().forEach(saving -> saving(savings.addObject(), saving));
    ArrayNode advice = node.putArray("recommendations");
    section.recommendations().forEach(each -> advice(advice.addObject(), each));
    ArrayNode facts = node.putArray("rests_on");
    for (Fact fact : ReportWords.restsOn(section)) {
      facts.addObject().put("name", fact.name()).put("sentence", fact.sentence());
    }
  }

  private static void arm(ObjectNode node, Arm arm) {
    node.put("name", arm.name());
    node.put("hosts", arm.hosts());
    node.put("families", arm.families());
    node.put("workers", arm.workers());
    node.put("workers_read", arm.workersRead());
    node.put("workers_refused", arm.unreadableWorkers());
    figure(node, "footprint_bytes", CsvFile.footprint(arm));
    figure(node, "pss_sum_bytes", arm.pssSumBytes());
    node.put("rss_sum_bytes", arm.rssSumBytes());
    figure(node, "full_collections", arm.fullCollections());
    arm.means().ifPresent(means -> means(node.putObject("mean_per_worker"), means));
    node.put("simulated", arm.simulated());
  }

  private static void means(ObjectNode node, Means means) {
    node.put("age_seconds", means.ageSeconds());
    node.put("inherited_bytes", means.inheritedBytes());
    node.put("still_shared_bytes", means.stillSharedBytes());
    node.put("sharing_loss_bytes", means.lossBytes());
    node.put("sharing_loss_min_bytes", means.lossMinBytes());
    node.put("sharing_loss_max_bytes", means.lossMaxBytes());
    node.put("private_growth_bytes", means.growthBytes());
    node.put("loss_is_upper_bound_for_workers", means.upperBounds());
    node.put("loss_is_carried_on_for_workers", means.carriedOn());
    node.put("inherited_is_estimated_for_workers", means.estimates());
  }

  private static void figure(ObjectNode node, String name, Figure figure) {
    switch (figure) {
      case Figure.Known(long value) -> node.put(name, value);
      case Figure.Missing(var reason) ->
          node.putObject(name)
              .put("unavailable", reason.name().replace("UNAVAILABLE_REASON_", ""))
              .put("detail", Reasons.sentence(reason));
    }
  }

  private static void curve(ObjectNode node, SharingCurve curve) {
    node.put("arm", curve.arm());
    ArrayNode points = node.putArray("points");
    curve.points().forEach(point -> point(points.addObject(), point));
  }

  /** The last bucket has no end, so it has no age_to_seconds. */
  private static void point(ObjectNode node, SharingPoint point) {
    node.put("age_from_seconds", point.ageFromSeconds());
    if (Double.isFinite(point.ageToSeconds())) {
      node.put("age_to_seconds", point.ageToSeconds());
    }
    node.put("readings", point.readings());
    node.put("estimated_readings", point.estimatedReadings());
    node.put("inherited_bytes", point.inheritedBytes());
    node.put("still_shared_bytes", point.stillSharedBytes());
    node.put("sharing_loss_bytes", point.lossBytes());
    node.put("private_growth_bytes", point.growthBytes());
    point
        .spreads()
        .ifPresent(
            spreads -> {
              node.put("sharing_loss_p90_bytes", spreads.loss().p90());
              node.put("private_growth_p90_bytes", spreads.growth().p90());
            });
  }

  private static void saving(ObjectNode node, Saving saving) {
    node.put("control", saving.control());
    node.put("treatment", saving.treatment());
    node.put("at_age_seconds", saving.atAgeSeconds());
    JsonFile.range(node.putObject("loss_avoided_per_worker"), saving.lossAvoided());
    JsonFile.range(node.putObject("growth_added_per_worker"), saving.growthAdded());
    node.put("interval_basis", saving.basis());
    node.put("control_hosts", saving.controlSample().hosts());
    node.put("control_workers", saving.controlSample().workers());
    node.put("treatment_hosts", saving.treatmentSample().hosts());
    node.put("treatment_workers", saving.treatmentSample().workers());
    node.put("worker_coverage_ratio", saving.workerCoverage());
    node.put("tick_coverage_ratio", saving.tickCoverage());
    node.put("assignment", Names.assignment(saving.assignment()));
    node.put("simulated", saving.simulated());
    node.put("computed_at", saving.computedAt().toString());
  }

  private static void advice(ObjectNode node, Recommendation advice) {
    node.put("id", advice.getId());
    node.put("kind", Names.kind(advice.getKind()));
    node.put("stage", Names.stage(advice.getStage()));
    node.put("summary", advice.getSummary());
    ArrayNode evidence = node.putArray("evidence");
    advice.getEvidenceList().forEach(evidence::add);
    JsonVerdict.write(node, advice);
    node.put("simulated", advice.getSimulated());
  }
}
