package dev.cowbell.api.server.listing;

import dev.cowbell.api.server.call.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Cuts a filter into words, signs and quoted texts. */
final class Tokens {
  private static final String SIGNS = "()=<>!:";

  private final String text;
  private final List<Token> found = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  static List<Token> of(String text) {
    Tokens tokens = new Tokens(text);
    while (tokens.at < text.length()) {
      tokens.next();
    }
    tokens.found.add(new Token(Token.Kind.END, "", text.length() + 1));
    return tokens.found;
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '"') {
      quoted();
    } else if (SIGNS.indexOf(c) >= 0) {
      sign();
    } else {
      word();
    }
  }

  private void sign() {
    boolean two = "<>!".indexOf(text.charAt(at)) >= 0 && text.startsWith("=", at + 1);
    add(Token.Kind.SIGN, text.substring(at, at + (two ? 2 : 1)), at + (two ? 2 : 1));
  }

  private void word() {
    int end = at;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && SIGNS.indexOf(text.charAt(end)) < 0
        && text.charAt(end) != '"') {
      end++;
    }
    add(Token.Kind.WORD, text.substring(at, end), end);
  }

  private void quoted() {
    StringBuilder value = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        add(Token.Kind.QUOTED, value.toString(), i + 1);
        return;
      }
      if (c == '\\' && i + 1 < text.length()) {
        i++;
      }
      value.append(text.charAt(i));
    }
    throw Refusal.invalid(
        "filter", "filter: the double quote at character %d is never closed".formatted(at + 1));
  }

  private void add(Token.Kind kind, String value, int end) {
    found.add(new Token(kind, value, at + 1));
    at = end;
  }
}
