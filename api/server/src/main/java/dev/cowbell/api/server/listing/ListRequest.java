package dev.cowbell.api.server.listing;

import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.call.PageRequest;
import dev.cowbell.api.server.call.PageTokens;
import java.util.List;
import java.util.function.Function;

/**
 * What was asked of a list, read and checked.
 *
 * @param sorts complete: no two rows are equal by them
 * @param page which page; the key of a row is its values of the sorted fields, as text
 */
public record ListRequest(Filter filter, List<Sort> sorts, PageRequest page) {
  /** What a caller sent. */
  public record Asked(int pageSize, String pageToken, String filter, String orderBy) {}

  /**
   * Reads it.
   *
   * @param fixed further fields of the request that a page token is tied to
   */
  public static ListRequest of(Listing listing, Asked asked, PageTokens tokens, String... fixed) {
    Filter filter = FilterParser.parse(listing, asked.filter());
    List<Sort> sorts = Sort.parse(listing, asked.orderBy());
    String scope =
        String.join("\0", listing.name(), asked.filter(), asked.orderBy())
            + "\0"
            + String.join("\0", fixed);
    return new ListRequest(
        filter, sorts, tokens.page(scope, asked.pageSize(), asked.pageToken(), sorts.size()));
  }

  <T> Page<T> cut(List<T> fetched, Function<T, List<String>> key) {
    return page.cut(fetched, key);
  }
}
