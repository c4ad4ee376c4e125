package dev.cowbell.api.server.listing;

import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.database.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Reads a page of a list from the database. What callers wrote is only ever a parameter; columns
 * and operators come from {@link Field} and {@link FieldType}.
 */
public final class SqlList {
  private static final String SORT_KEY = "sort_key_";

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters;

  private SqlList(List<Object> parameters) {
    this.parameters = new ArrayList<>(parameters);
  }

  /**
   * One page.
   *
   * @param rows a SELECT whose columns the fields name, with its parameters
   */
  public static <T> Page<T> page(
      Views views, Query rows, ListRequest request, Function<Row, T> reading) {
    Query query = new SqlList(rows.parameters()).query(rows.sql(), request);
    int keys = request.sorts().size();
    List<Keyed<T>> fetched =
        views.few(query, row -> new Keyed<>(reading.apply(row), keys(row, keys)));
    Page<Keyed<T>> page = request.cut(fetched, Keyed::key);
    return new Page<>(page.rows().stream().map(Keyed::row).toList(), page.nextToken());
  }

  Query query(String rows, ListRequest request) {
    sql.append("SELECT l.*");
    for (int i = 0; i < request.sorts().size(); i++) {
      sql.append(", l.%s::text AS %s%d".formatted(column(request, i), SORT_KEY, i));
    }
    sql.append("\nFROM (").append(rows).append(") l\nWHERE ");
    where(request.filter());
    if (!request.page().after().isEmpty()) {
      sql.append("\n  AND ");
      behind(request);
    }
    StringJoiner order = new StringJoiner(", ");
    request
        .sorts()
        .forEach(s -> order.add("l." + s.field().column() + (s.descending() ? " DESC" : "")));
    sql.append("\nORDER BY ").append(order).append("\nLIMIT ").append(request.page().fetch());
    return new Query(sql.toString(), List.copyOf(parameters));
  }

  private void where(Filter filter) {
    switch (filter) {
      case Filter.All(var parts) when parts.isEmpty() -> sql.append("true");
      case Filter.All(var parts) -> join(parts, " AND ");
      case Filter.Any(var parts) -> join(parts, " OR ");
      case Filter.Not(var not) -> {
        sql.append("NOT (");
        where(not);
        sql.append(")");
      }
      case Filter.Compare compare -> compare(compare);
    }
  }

  private void join(List<Filter> parts, String between) {
    sql.append("(");
    for (int i = 0; i < parts.size(); i++) {
      sql.append(i == 0 ? "" : between);
      where(parts.get(i));
    }
    sql.append(")");
  }

  private void compare(Filter.Compare compare) {
    String left = "l." + compare.field().column();
    switch (compare.field().type()) {
      case TEXTS -> sql.append("? = ANY (").append(left).append(")");
      case LABELS -> {
        parameters.add(compare.key());
        text("coalesce(" + left + " ->> ?, '')", compare.operator());
      }
      case TEXT -> text(left, compare.operator());
      case NUMBER, TRUTH, TIME ->
          sql.append(left)
              .append(compare.operator().equals("!=") ? " <> " : " " + compare.operator() + " ")
              .append("?::")
              .append(compare.field().type().sqlType());
    }
    parameters.add(compare.value());
  }

  private void text(String left, String operator) {
    switch (operator) {
      case "=" -> sql.append(left).append(" = ?");
      case "!=" -> sql.append(left).append(" <> ?");
      default -> sql.append("strpos(lower(").append(left).append("), lower(?)) > 0");
    }
  }

  /** Rows behind the last one of the page before, in the order asked for. */
  private void behind(ListRequest request) {
    sql.append("(");
    for (int last = 0; last < request.sorts().size(); last++) {
      sql.append(last == 0 ? "(" : " OR (");
      for (int i = 0; i <= last; i++) {
        Sort sort = request.sorts().get(i);
        String comparison = i < last ? "=" : sort.descending() ? "<" : ">";
        sql.append(i == 0 ? "" : " AND ")
            .append(
                "l.%s %s ?::%s"
                    .formatted(sort.field().column(), comparison, sort.field().type().sqlType()));
        parameters.add(request.page().after().get(i));
      }
      sql.append(")");
    }
    sql.append(")");
  }

  private static String column(ListRequest request, int sort) {
    return request.sorts().get(sort).field().column();
  }

  private static List<String> keys(Row row, int count) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(row.text(SORT_KEY + i));
    }
    return List.copyOf(keys);
  }

  private record Keyed<T>(T row, List<String> key) {}
}
