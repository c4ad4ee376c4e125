package dev.cowbell.api.server.call;

import java.util.Optional;

/**
 * A request that cannot be answered as asked. The message says what was expected and what to do.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** A field of the request. */
    INVALID,
    /** What was asked for does not exist. */
    NOT_FOUND,
    /** This version does not answer it. */
    NOT_YET,
    /** The caller may not. */
    DENIED,
    /** More than the server gives at once. */
    EXHAUSTED
  }

  private final Kind kind;
  private final String field;

  private Refusal(Kind kind, String field, String message) {
    super(message);
    this.kind = kind;
    this.field = field;
  }

  /** A field is missing or wrong; {@code field} is its name in the request. */
  public static Refusal invalid(String field, String message) {
    return new Refusal(Kind.INVALID, field, message);
  }

  /** There is no such thing. */
  public static Refusal notFound(String message) {
    return new Refusal(Kind.NOT_FOUND, "", message);
  }

  /** This version cannot; the message names what can. */
  public static Refusal notYet(String message) {
    return new Refusal(Kind.NOT_YET, "", message);
  }

  /** The caller may not; the message says who may. */
  public static Refusal denied(String message) {
    return new Refusal(Kind.DENIED, "", message);
  }

  /** More than the server gives at once; the message says what to do. */
  public static Refusal exhausted(String message) {
    return new Refusal(Kind.EXHAUSTED, "", message);
  }

  public Kind kind() {
    return kind;
  }

  /** The field that is wrong, where it is one. */
  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }

  /** The message; there always is one. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
