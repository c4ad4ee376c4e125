package dev.cowbell.api.server.listing;

import dev.cowbell.api.server.call.PageTokens;
import dev.cowbell.api.server.database.Query;
import java.util.List;

/** A list to try filters on: the same rows in memory and in SQL. */
record Cow(String name, int litres, boolean horned, List<String> calves) {
  static final List<Cow> ALL =
      List.of(
          new Cow("Alma", 24, true, List.of("Ida")),
          new Cow("Berta", 31, false, List.of()),
          new Cow("berta's twin", 31, true, List.of("Ida", "Ottilie")),
          new Cow("<b>\"Cora\" \\ O'Hara</b>", -3, false, List.of("")),
          new Cow("100% _dairy", 7, true, List.of("%")));

  static final Listing LISTING =
      new Listing(
          "cows",
          List.of(
              Field.of("name", FieldType.TEXT),
              Field.of("litres", FieldType.NUMBER),
              Field.of("horned", FieldType.TRUTH),
              Field.of("calves", FieldType.TEXTS)),
          List.of("name"));

  static final PageTokens TOKENS = PageTokens.sharing("a secret for cows only");

  static ListRequest asking(String filter, String orderBy, int size, String token) {
    return ListRequest.of(LISTING, new ListRequest.Asked(size, token, filter, orderBy), TOKENS);
  }

  static Query inSql() {
    return Query.of(
        """
        SELECT v.name COLLATE "C" AS name, v.litres, v.horned, v.calves
        FROM (VALUES ('Alma', 24, true, ARRAY['Ida']), ('Berta', 31, false, '{}'),
          ('berta''s twin', 31, true, '{Ida,Ottilie}'), ('<b>"Cora" \\ O''Hara</b>', -3, false, '{""}'),
          ('100% _dairy', 7, true, '{%}')) AS v (name, litres, horned, calves)
        """);
  }

  List<String> values(Field field) {
    return switch (field.name()) {
      case "name" -> List.of(name);
      case "litres" -> List.of(Integer.toString(litres));
      case "horned" -> List.of(Boolean.toString(horned));
      default -> calves;
    };
  }
}
