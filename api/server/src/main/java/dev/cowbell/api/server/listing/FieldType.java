package dev.cowbell.api.server.listing;

import java.util.List;

/** What a field holds, and how it may be compared. */
public enum FieldType {
  /** Text. */
  TEXT("text", "= != :"),
  /** Several texts; {@code :} asks whether one of them is the value. */
  TEXTS("text", ":"),
  /** Texts by key. */
  LABELS("text", "= != :"),
  /** A number. */
  NUMBER("numeric", "= != < <= > >="),
  /** True or false. */
  TRUTH("boolean", "= !="),
  /** A moment. */
  TIME("timestamptz", "= != < <= > >=");

  private final String sqlType;
  private final String operators;

  FieldType(String sqlType, String operators) {
    this.sqlType = sqlType;
    this.operators = operators;
  }

  String sqlType() {
    return sqlType;
  }

  boolean allows(String operator) {
    return List.of(operators.split(" ")).contains(operator);
  }

  boolean isSortable() {
    return this != TEXTS && this != LABELS;
  }

  String operators() {
    return operators;
  }
}
