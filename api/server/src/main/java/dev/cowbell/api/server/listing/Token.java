package dev.cowbell.api.server.listing;

/**
 * A word, sign or quoted text of a filter.
 *
 * @param at its first character, counted from 1
 */
record Token(Kind kind, String text, int at) {
  enum Kind {
    WORD,
    QUOTED,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }
}
