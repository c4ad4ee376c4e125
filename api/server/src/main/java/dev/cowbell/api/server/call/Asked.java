package dev.cowbell.api.server.call;

/** Fields of a request, checked. */
public final class Asked {
  private static final int LONGEST_NAME = 1024;

  private Asked() {}

  /** A name that must be given. */
  public static String required(String field, String value) {
    if (value.isBlank()) {
      throw Refusal.invalid(field, field + " is required");
    }
    return optional(field, value);
  }

  /** A name that may be empty. */
  public static String optional(String field, String value) {
    if (value.length() > LONGEST_NAME || value.indexOf('\0') >= 0) {
      throw Refusal.invalid(
          field, field + " must be at most " + LONGEST_NAME + " characters, none of them NUL");
    }
    return value;
  }
}
