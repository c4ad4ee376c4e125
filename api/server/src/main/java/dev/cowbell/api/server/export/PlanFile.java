package dev.cowbell.api.server.export;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.CapacityMonth;
import dev.cowbell.api.contract.v1.CapacityResource;
import dev.cowbell.api.contract.v1.ClassPlan;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.PlanCapacityResponse;
import dev.cowbell.api.server.figure.Readings;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan as a table: a row for each class and month, then one for each class, told apart by {@code
 * record}. What does not apply to a row, or is not known, is empty.
 */
public final class PlanFile {
  private static final String SCHEMA = "cowbell.plan.csv/1";
  private static final List<String> HEADERS =
      List.of(
          "schema",
          "record",
          "hardware_class",
          "month",
          "needed_bytes",
          "needed_bytes_low",
          "needed_bytes_high",
          "available_bytes",
          "needed_cores",
          "needed_cores_low",
          "needed_cores_high",
          "available_cores",
          "hosts",
          "hosts_needed",
          "hosts_needed_low",
          "hosts_needed_high",
          "binding",
          "exhausted_at",
          "exhausted_at_earliest",
          "hosts_to_buy",
          "hosts_to_buy_low",
          "hosts_to_buy_high",
          "monthly_cost",
          "monthly_cost_low",
          "monthly_cost_high",
          "currency",
          "watts",
          "watts_low",
          "watts_high",
          "simulated",
          "note");
  private static final int NEEDS = 8;

  private PlanFile() {}

  /** The text of the file. */
  public static String csv(PlanCapacityResponse plan) {
    List<List<String>> rows = new ArrayList<>();
    plan.getMonthsList().forEach(month -> rows.add(row(month, plan.getSimulated())));
    plan.getClassesList().forEach(one -> rows.add(row(one, plan.getSimulated())));
    return Csv.of(HEADERS, rows);
  }

  private static List<String> row(CapacityMonth month, boolean simulated) {
    List<String> row = begin("month", month.getHardwareClass(), moment(month.getMonth()));
    figure(row, month.getNeededBytes(), month.getNeededInterval());
    row.add(CsvRow.plain(month.getAvailableBytes()));
    figure(row, month.getNeededCores(), month.getNeededCoresInterval());
    row.add(CsvRow.plain(month.getAvailableCores()));
    row.add(Integer.toString(month.getHosts()));
    figure(row, month.getHostsNeeded(), month.getHostsNeededInterval());
    return end(row, simulated, "");
  }

  private static List<String> row(ClassPlan one, boolean simulated) {
    List<String> row = begin("class", one.getHardwareClass(), "");
    skip(row, NEEDS);
    row.add(Integer.toString(one.getHosts()));
    skip(row, 3);
    row.add(one.getBinding() == CapacityResource.CAPACITY_RESOURCE_CPU ? "cpu" : "memory");
    row.add(one.hasExhaustedAt() ? moment(one.getExhaustedAt()) : "");
    row.add(one.hasExhaustedAtEarliest() ? moment(one.getExhaustedAtEarliest()) : "");
    figure(row, one.getHostsToBuy(), one.getHostsToBuyInterval());
    if (one.getMonthlyCost().hasMoney()) {
      var money = one.getMonthlyCost().getMoney();
      figure(row, money.getAmount(), money.getInterval());
      row.add(Cell.text(money.getCurrency()));
    } else {
      skip(row, 4);
    }
    if (one.getWatts().hasWatts()) {
      var watts = one.getWatts().getWatts();
      figure(row, watts.getWatts(), watts.getInterval());
    }
    return end(row, simulated, one.getExplanation());
  }

  private static List<String> begin(String kind, String hardwareClass, String month) {
    return new ArrayList<>(List.of(SCHEMA, kind, Cell.text(hardwareClass), month));
  }

  private static List<String> end(List<String> row, boolean simulated, String note) {
    skip(row, HEADERS.size() - 2 - row.size());
    row.add(Boolean.toString(simulated));
    row.add(Cell.text(note));
    return row;
  }

  private static void figure(List<String> row, double value, Interval range) {
    row.add(CsvRow.plain(value));
    row.add(CsvRow.plain(range.getLow()));
    row.add(CsvRow.plain(range.getHigh()));
  }

  private static void skip(List<String> row, int cells) {
    for (int i = 0; i < cells; i++) {
      row.add("");
    }
  }

  private static String moment(Timestamp at) {
    return Readings.moment(at).toString();
  }
}
