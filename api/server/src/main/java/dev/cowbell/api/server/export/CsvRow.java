package dev.cowbell.api.server.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One row of the CSV in the making; what is not set stays empty. */
final class CsvRow {
  private final Map<Column, String> cells = new EnumMap<>(Column.class);

  CsvRow text(Column column, String text) {
    cells.put(column, Cell.text(text));
    return this;
  }

  CsvRow number(Column column, double value) {
    cells.put(column, plain(value));
    return this;
  }

  CsvRow number(Column column, long value) {
    cells.put(column, Long.toString(value));
    return this;
  }

  CsvRow flag(Column column, boolean value) {
    cells.put(column, Boolean.toString(value));
    return this;
  }

  CsvRow copy() {
    CsvRow copy = new CsvRow();
    copy.cells.putAll(cells);
    return copy;
  }

  List<String> cells() {
    return Arrays.stream(Column.values()).map(c -> cells.getOrDefault(c, "")).toList();
  }

  /** Without an exponent, which some spreadsheets read as text; to a thousandth at the finest. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return ""; // Only the age at which the last bucket ends: it does not.
    }
    BigDecimal exact = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }
}
