package dev.cowbell.api.server.listing;

import dev.cowbell.api.server.call.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a filter (a part of AIP-160): comparisons joined by AND and OR, of which OR binds closer;
 * NOT; brackets.
 */
final class FilterParser {
  private static final int LONGEST = 1000;
  private static final int DEEPEST = 20;

  private final Listing listing;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private FilterParser(Listing listing, List<Token> tokens) {
    this.listing = listing;
    this.tokens = tokens;
  }

  static Filter parse(Listing listing, String filter) {
    if (filter.length() > LONGEST || filter.indexOf('\0') >= 0) {
      throw Refusal.invalid(
          "filter", "filter must be at most " + LONGEST + " characters, none of them NUL");
    }
    if (filter.isBlank()) {
      return Filter.EVERY;
    }
    FilterParser parser = new FilterParser(listing, Tokens.of(filter));
    Filter parsed = parser.all();
    parser.expect(Token.Kind.END, "AND, OR or the end");
    return parsed;
  }

  private Filter all() {
    if (++depth > DEEPEST) {
      throw Refusal.invalid("filter", "filter: brackets and NOT may be " + DEEPEST + " deep");
    }
    List<Filter> parts = new ArrayList<>(List.of(any()));
    while (take("AND")) {
      parts.add(any());
    }
    depth--;
    return parts.size() == 1 ? parts.getFirst() : new Filter.All(List.copyOf(parts));
  }

  private Filter any() {
    List<Filter> parts = new ArrayList<>(List.of(term()));
    while (take("OR")) {
      parts.add(term());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Any(List.copyOf(parts));
  }

  private Filter term() {
    boolean not = take("NOT");
    Filter simple = peek().is("(") ? bracket() : comparison();
    return not ? new Filter.Not(simple) : simple;
  }

  private Filter bracket() {
    at++;
    Filter inside = all();
    if (!peek().is(")")) {
      throw unexpected("AND, OR or )");
    }
    at++;
    return inside;
  }

  private Filter comparison() {
    String name = expect(Token.Kind.WORD, "a field").text();
    Field field = listing.field("filter", name);
    String operator = expect(Token.Kind.SIGN, "one of = != < <= > >= :").text();
    if (!field.type().allows(operator)) {
      throw Refusal.invalid(
          "filter",
          "filter: %s can be compared with %s, not with %s"
              .formatted(Quoted.of(name), field.type().operators(), operator));
    }
    Token value = peek();
    if (value.kind() != Token.Kind.WORD && value.kind() != Token.Kind.QUOTED) {
      throw unexpected("a value, in double quotes where it is not one word");
    }
    at++;
    String key = field.type() == FieldType.LABELS ? name.substring(field.name().length() + 1) : "";
    return new Filter.Compare(field, key, operator, Values.checked("filter", field, value.text()));
  }

  private boolean take(String word) {
    if (peek().isWord(word)) {
      at++;
      return true;
    }
    return false;
  }

  private Token expect(Token.Kind kind, String what) {
    if (peek().kind() != kind) {
      throw unexpected(what);
    }
    return tokens.get(Math.min(at++, tokens.size() - 1));
  }

  private Token peek() {
    return tokens.get(Math.min(at, tokens.size() - 1));
  }

  private Refusal unexpected(String expected) {
    Token token = peek();
    String found = token.kind() == Token.Kind.END ? "the end" : Quoted.of(token.text());
    return Refusal.invalid(
        "filter",
        "filter: expected %s at character %d, found %s".formatted(expected, token.at(), found));
  }
}
