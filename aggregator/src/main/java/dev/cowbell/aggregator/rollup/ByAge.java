package dev.cowbell.aggregator.rollup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thing for each bucket of worker ages that there is. Mutable and confined to one thread. */
final class ByAge<T> {
  private final List<@Nullable T> ages = new ArrayList<>();
  private int count;

  /** Sees one thing of one age. */
  interface Visitor<T> {
    void at(int age, T thing);
  }

  T at(int age, Supplier<T> empty) {
    while (ages.size() <= age) {
      ages.add(null);
    }
    T found = ages.get(age);
    if (found == null) {
      found = empty.get();
      ages.set(age, found);
      count++;
    }
    return found;
  }

  /** Takes over all of another, which must not be used any more. */
  void take(ByAge<T> later, BiConsumer<T, T> merge) {
    later.forEach((age, thing) -> take(age, thing, merge));
  }

  private void take(int age, T thing, BiConsumer<T, T> merge) {
    T before = age < ages.size() ? ages.get(age) : null;
    if (before == null) {
      at(age, () -> thing);
    } else {
      merge.accept(before, thing);
    }
  }

  int size() {
    return ages.size();
  }

  @Nullable T get(int age) {
    return ages.get(age);
  }

  int count() {
    return count;
  }

  void forEach(Visitor<T> visitor) {
    for (int age = 0; age < ages.size(); age++) {
      T found = ages.get(age);
      if (found != null) {
        visitor.at(age, found);
      }
    }
  }
}
