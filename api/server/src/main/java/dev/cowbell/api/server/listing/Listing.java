package dev.cowbell.api.server.listing;

import dev.cowbell.api.server.call.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A list and what callers may say about it.
 *
 * @param name what it is a list of: a page token of another list is refused
 * @param fields fields to filter and sort by
 * @param key names of the fields that together tell one row from another, in usual order
 */
public record Listing(String name, List<Field> fields, List<String> key) {
  /** The field that a filter names: for labels, {@code labels.KEY}. */
  Field field(String parameter, String name) {
    return find(name)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    parameter,
                    "%s: there is no field %s; there are %s"
                        .formatted(parameter, Quoted.of(name), names())));
  }

  private Optional<Field> find(String name) {
    return fields.stream()
        .filter(
            field ->
                field.type() == FieldType.LABELS
                    ? name.startsWith(field.name() + ".")
                        && name.length() > field.name().length() + 1
                    : field.name().equals(name))
        .findFirst();
  }

  private String names() {
    return fields.stream()
        .map(field -> field.type() == FieldType.LABELS ? field.name() + ".KEY" : field.name())
        .collect(Collectors.joining(", "));
  }
}
