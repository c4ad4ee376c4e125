package dev.cowbell.api.server.listing;

import dev.cowbell.api.server.call.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Values as callers write them. */
final class Values {
  private static final int LONGEST_NUMBER = 30;

  private Values() {}

  /** The value, refused unless it is one of the field's type. */
  static String checked(String parameter, Field field, String value) {
    try {
      return switch (field.type()) {
        case TEXT, TEXTS, LABELS -> value;
        case NUMBER -> number(value).toPlainString();
        case TRUTH -> truth(value);
        case TIME -> Instant.parse(value).toString();
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      Refusal refusal =
          Refusal.invalid(
              parameter,
              "%s: %s is not a value of %s, which is %s"
                  .formatted(parameter, Quoted.of(value), field.name(), wanted(field.type())));
      refusal.initCause(e);
      throw refusal;
    }
  }

  /** A number; exponents would let a few characters stand for a number of any length. */
  static BigDecimal number(String value) {
    if (value.length() > LONGEST_NUMBER || value.toLowerCase(Locale.ROOT).contains("e")) {
      throw new NumberFormatException("too long, or with an exponent");
    }
    return new BigDecimal(value);
  }

  private static String truth(String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new NumberFormatException("neither true nor false");
    }
    return value;
  }

  private static String wanted(FieldType type) {
    return switch (type) {
      case TEXT, TEXTS, LABELS -> "text";
      case NUMBER -> "a number such as 12 or 0.5";
      case TRUTH -> "true or false";
      case TIME -> "a moment such as \"2026-03-01T12:00:00Z\"";
    };
  }
}
