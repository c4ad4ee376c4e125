package dev.cowbell.collector.reading;

import java.util.Optional;
import java.util.function.Function;

/**
 * What one source said at one instant: a value, or why there is none.
 *
 * @param <T> the value
 */
public sealed interface Reading<T> {

  /** There is a value. */
  record Measured<T>(T value) implements Reading<T> {}

  /**
   * There is none.
   *
   * @param detail one sentence for people; never holds a command line or an environment value
   */
  record Unavailable<T>(Reason reason, String detail) implements Reading<T> {
    /** The same absence, where another kind of value was wanted. */
    public <R> Reading<R> retyped() {
      return new Unavailable<>(reason, detail);
    }
  }

  /** A value. */
  static <T> Reading<T> of(T value) {
    return new Measured<>(value);
  }

  /** No value. */
  static <T> Reading<T> unavailable(Reason reason, String detail) {
    return new Unavailable<>(reason, detail);
  }

  /** The value computed from this one, if there is one. */
  default <R> Reading<R> map(Function<? super T, ? extends R> function) {
    return flatMap(value -> new Measured<>(function.apply(value)));
  }

  /** The reading that depends on this value, if there is one. */
  default <R> Reading<R> flatMap(Function<? super T, Reading<R>> function) {
    return switch (this) {
      case Measured<T>(T value) -> function.apply(value);
      case Unavailable<T> absent -> absent.retyped();
    };
  }

  /** The value where the reason for its absence does not matter. */
  default Optional<T> optional() {
    return this instanceof Measured<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** Whether it is absent for this reason. */
  default boolean isAbsentFor(Reason reason) {
    return this instanceof Unavailable<T>(Reason why, String detail) && why == reason;
  }
}
