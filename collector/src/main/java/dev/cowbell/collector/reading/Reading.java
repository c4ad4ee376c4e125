package dev.cowbell.collector.reading;

import java.util.Optional;
import java.util.function.Function;

/**
 * What one source said at one instant: a value, or why there is none. Asked of every process at
 * every tick, so its two kinds answer by themselves: a switch over patterns costs an interpreted
 * program several times as much.
 *
 * @param <T> the value
 */
public sealed interface Reading<T> {

  /** There is a value. */
  record Measured<T>(T value) implements Reading<T> {
    @Override
    public <R> Reading<R> map(Function<? super T, ? extends R> function) {
      return new Measured<>(function.apply(value));
    }

    @Override
    public <R> Reading<R> flatMap(Function<? super T, Reading<R>> function) {
      return function.apply(value);
    }

    @Override
    public <R> R fold(
        Function<? super T, ? extends R> measured, Function<Unavailable<T>, ? extends R> absent) {
      return measured.apply(value);
    }

    @Override
    public Optional<T> optional() {
      return Optional.of(value);
    }

    @Override
    public boolean isAbsentFor(Reason why) {
      return false;
    }
  }

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

    @Override
    public <R> Reading<R> map(Function<? super T, ? extends R> function) {
      return retyped();
    }

    @Override
    public <R> Reading<R> flatMap(Function<? super T, Reading<R>> function) {
      return retyped();
    }

    @Override
    public <R> R fold(
        Function<? super T, ? extends R> measured, Function<Unavailable<T>, ? extends R> absent) {
      return absent.apply(this);
    }

    @Override
    public Optional<T> optional() {
      return Optional.empty();
    }

    @Override
    public boolean isAbsentFor(Reason why) {
      return why == reason;
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
  <R> Reading<R> map(Function<? super T, ? extends R> function);

  /** The reading that depends on this value, if there is one. */
  <R> Reading<R> flatMap(Function<? super T, Reading<R>> function);

  /** What is made of the value, or of its absence. */
  <R> R fold(
      Function<? super T, ? extends R> measured, Function<Unavailable<T>, ? extends R> absent);

  /** The value where the reason for its absence does not matter. */
  Optional<T> optional();

  /** Whether it is absent for this reason. */
  boolean isAbsentFor(Reason why);
}
