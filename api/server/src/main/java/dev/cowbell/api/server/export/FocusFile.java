package dev.cowbell.api.server.export;

import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.ServiceReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report with the columns of FOCUS 1.1, the FinOps Open Cost and Usage Specification, so that it
 * can be joined to bills: a row for each service, hardware class and arm.
 *
 * <p>Cowbell knows no bill. Every column of money stays empty, BilledCost first of all; what
 * Cowbell does know stands in own columns, which FOCUS wants prefixed {@code x_}.
 */
final class FocusFile {
  private FocusFile() {}

  static String of(Report report) {
    List<List<String>> rows = new ArrayList<>();
    for (ServiceReport section : report.sections()) {
      for (Arm arm : section.arms()) {
        Map<String, String> cells = cells(report, section, arm);
        rows.add(FocusColumns.ALL.stream().map(c -> cells.getOrDefault(c, "")).toList());
      }
    }
    return Csv.of(FocusColumns.ALL, rows);
  }

  private static Map<String, String> cells(Report report, ServiceReport section, Arm arm) {
    Map<String, String> cells = new HashMap<>();
    String service = section.scope().service();
    String hardwareClass = section.scope().hardwareClass();
    cells.put("ChargeCategory", "Usage");
    cells.put("ChargeFrequency", "Usage-Based");
    cells.put(
        "ChargeDescription",
        Cell.text("Anonymous memory of %s under %s".formatted(service, arm.name())));
    cells.put("ResourceId", Cell.text("%s|%s|%s".formatted(service, hardwareClass, arm.name())));
    cells.put("ResourceName", Cell.text(service));
    cells.put("ResourceType", "Pre-forked service");
    cells.put("ServiceCategory", "Compute");
    cells.put("ServiceName", Cell.text(service));
    cells.put("Tags", Json.tags(service, hardwareClass, arm.name()));
    cells.put("x_Schema", "cowbell.focus/1");
    cells.put("x_HardwareClass", Cell.text(hardwareClass));
    cells.put("x_Generation", Cell.text(section.hardwareClass().generation()));
    cells.put("x_Arm", Cell.text(arm.name()));
    cells.put("x_Hosts", Integer.toString(arm.hosts()));
    cells.put("x_Workers", Integer.toString(arm.workers()));
    cells.put("x_WorkersRead", Integer.toString(arm.workersRead()));
    cells.put("x_Simulated", Boolean.toString(arm.simulated()));
    cells.put("x_MeasuredAt", report.madeAt().toString());
    cells.put("x_CostAbsentBecause", "Cowbell measures memory; it knows no bill and no price");
    if (CsvFile.footprint(arm) instanceof Figure.Known(long bytes)) {
      cells.put("x_FootprintBytes", Long.toString(bytes));
    }
    arm.means().ifPresent(means -> means(cells, arm, means));
    against(section, arm).ifPresent(saving -> saving(cells, arm, saving));
    return cells;
  }

  private static void means(Map<String, String> cells, Arm arm, Means means) {
    cells.put("x_SharingLossBytes", CsvRow.plain(means.lossBytes() * arm.workers()));
    cells.put("x_PrivateGrowthBytes", CsvRow.plain(means.growthBytes() * arm.workers()));
  }

  private static Optional<Saving> against(ServiceReport section, Arm arm) {
    return section.savings().stream().filter(s -> s.treatment().equals(arm.name())).findFirst();
  }

  private static void saving(Map<String, String> cells, Arm arm, Saving saving) {
    Saving.Range avoided = saving.lossAvoided().times(arm.workers());
    cells.put("x_LossAvoidedBytes", CsvRow.plain(avoided.bytes()));
    cells.put("x_LossAvoidedLowBytes", CsvRow.plain(avoided.low()));
    cells.put("x_LossAvoidedHighBytes", CsvRow.plain(avoided.high()));
    cells.put(
        "x_GrowthAddedBytes", CsvRow.plain(saving.growthAdded().times(arm.workers()).bytes()));
    cells.put("x_ComparedWithArm", Cell.text(saving.control()));
    cells.put("x_IntervalBasis", Cell.text(saving.basis()));
    cells.put("x_Assignment", Names.assignment(saving.assignment()));
  }
}
