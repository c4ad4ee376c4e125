package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * Which services on which hardware classes are meant.
 *
 * @param service empty for all
 * @param hardwareClass empty for all
 */
public record Matching(String service, String hardwareClass) {
  private static final String PLACE = "MATCHING";

  /**
   * A statement in which {@code MATCHING} stands for the condition. What is left open is left out
   * rather than compared with an empty text, so that the database finds the rest by its index and
   * needs no new plan for each call.
   *
   * @param sql names {@code MATCHING} once, before its other question marks
   * @param further what stands for those
   */
  public Query query(String sql, Object... further) {
    StringJoiner condition = new StringJoiner(" AND ");
    List<Object> parameters = new ArrayList<>();
    if (!service.isEmpty()) {
      condition.add("service_name = ?");
      parameters.add(service);
    }
    if (!hardwareClass.isEmpty()) {
      condition.add("class_name = ?");
      parameters.add(hardwareClass);
    }
    parameters.addAll(Arrays.asList(further));
    return new Query(
        sql.replace(PLACE, parameters.size() == further.length ? "true" : condition.toString()),
        List.copyOf(parameters));
  }
}
