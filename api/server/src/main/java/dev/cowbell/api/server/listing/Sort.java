package dev.cowbell.api.server.listing;

import dev.cowbell.api.server.call.Refusal;
import java.util.ArrayList;
import java.util.List;

/** One field that a list is sorted by. */
public record Sort(Field field, boolean descending) {
  private static final int LONGEST = 500;

  /** Reads an order_by; the key of the list follows, so that the order is complete. */
  static List<Sort> parse(Listing listing, String orderBy) {
    if (orderBy.length() > LONGEST) {
      throw Refusal.invalid("order_by", "order_by must be at most " + LONGEST + " characters");
    }
    List<Sort> sorts = new ArrayList<>();
    if (!orderBy.isBlank()) {
      for (String part : orderBy.split(",", -1)) {
        add(sorts, one(listing, part.strip()));
      }
    }
    for (String name : listing.key()) {
      Field field = listing.field("order_by", name);
      if (sorts.stream().noneMatch(sort -> sort.field.equals(field))) {
        sorts.add(new Sort(field, false));
      }
    }
    return List.copyOf(sorts);
  }

  private static Sort one(Listing listing, String part) {
    String[] words = part.split("\\s+", -1);
    Field field = listing.field("order_by", words[0]);
    boolean known = words.length == 1 || (words.length == 2 && words[1].matches("asc|desc"));
    if (!known || !field.type().isSortable()) {
      throw Refusal.invalid(
          "order_by",
          "order_by: %s must be a field that is one value, then nothing, asc or desc"
              .formatted(Quoted.of(part)));
    }
    return new Sort(field, words.length == 2 && words[1].equals("desc"));
  }

  private static void add(List<Sort> sorts, Sort sort) {
    if (sorts.stream().anyMatch(other -> other.field.equals(sort.field))) {
      throw Refusal.invalid("order_by", "order_by names " + sort.field.name() + " twice");
    }
    sorts.add(sort);
  }
}
