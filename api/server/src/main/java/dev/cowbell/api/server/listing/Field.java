package dev.cowbell.api.server.listing;

/**
 * A field of a list that callers may name.
 *
 * @param name its name in the API
 * @param column its column in the SELECT of the list; never null there
 */
public record Field(String name, FieldType type, String column) {
  /** A field whose column has its name. */
  public static Field of(String name, FieldType type) {
    return new Field(name, type, name);
  }
}
