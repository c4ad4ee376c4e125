package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.Breach;
import dev.cowbell.aggregator.guardrail.Canary;
import dev.cowbell.aggregator.guardrail.Cause;
import dev.cowbell.aggregator.guardrail.Expand;
import dev.cowbell.aggregator.guardrail.Fleet;
import dev.cowbell.aggregator.guardrail.Held;
import dev.cowbell.aggregator.guardrail.Observe;
import dev.cowbell.aggregator.guardrail.Rail;
import dev.cowbell.aggregator.guardrail.Repair;
import dev.cowbell.aggregator.guardrail.RolledBack;
import dev.cowbell.aggregator.guardrail.Running;
import dev.cowbell.aggregator.guardrail.Stage;
import dev.cowbell.aggregator.guardrail.Stopped;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A stage as columns of {@code rollout}, from {@code stage} to {@code fixed_at}. */
final class StageColumns {

  static final String NAMES =
      """
      stage, running, wave, running_since, stopped_at, stopped_because,
      breach_rails, breach_subjects, breach_observed, breach_allowed, breach_at, fixed_how, fixed_at
      """;
  static final int COUNT = 13;

  private StageColumns() {}

  /** Binds all columns, the first at {@code first}. */
  static void bind(PreparedStatement statement, int first, Stage stage) throws SQLException {
    Optional<Running> running = running(stage);
    Optional<Stopped> stopped =
        stage instanceof Stopped s ? Optional.of(s) : Optional.<Stopped>empty();
    List<Breach> breaches = stopped.map(s -> breaches(s.cause())).orElse(List.of());
    Optional<Repair.Fixed> fixed =
        stopped
            .map(Stopped::repair)
            .flatMap(
                repair -> repair instanceof Repair.Fixed f ? Optional.of(f) : Optional.empty());
    int at = first;
    statement.setString(at++, stage.name());
    statement.setString(at++, text(running.map(Running::name)));
    statement.setString(at++, text(running.flatMap(StageColumns::wave)));
    statement.setObject(at++, time(running.map(Running::since)));
    statement.setObject(at++, time(stopped.map(Stopped::since)));
    statement.setString(at++, text(stopped.flatMap(s -> operator(s.cause()))));
    statement.setArray(at++, array(statement, "text", breaches, b -> b.rail().name()));
    statement.setArray(at++, array(statement, "text", breaches, Breach::subject));
    statement.setArray(at++, array(statement, "float8", breaches, Breach::observed));
    statement.setArray(at++, array(statement, "float8", breaches, Breach::allowed));
    statement.setArray(at++, array(statement, "timestamptz", breaches, b -> b.at().toString()));
    statement.setString(at++, text(fixed.map(Repair.Fixed::how)));
    statement.setObject(at, time(fixed.map(Repair.Fixed::at)));
  }

  /** The stage in a row that has all columns by name. */
  static Stage read(ResultSet row) throws SQLException {
    String stage = row.getString("stage");
    if (stage.equals("OBSERVE")) {
      return new Observe();
    }
    Running running =
        running(row.getString("running"), row.getString("wave"), instant(row, "running_since"));
    if (!stage.equals("HELD") && !stage.equals("ROLLED_BACK")) {
      return running;
    }
    Instant since = instant(row, "stopped_at");
    Cause cause = cause(row);
    Repair repair = repair(row);
    return stage.equals("HELD")
        ? new Held(running, cause, since, repair)
        : new RolledBack(running, cause, since, repair);
  }

  private static Running running(String name, String wave, Instant since) {
    return switch (name) {
      case "CANARY" -> new Canary(since, Canary.Wave.valueOf(wave));
      case "EXPAND" -> new Expand(since);
      case "FLEET" -> new Fleet(since);
      default -> throw new IllegalStateException("a stored rollout runs at " + name);
    };
  }

  private static Cause cause(ResultSet row) throws SQLException {
    String operator = row.getString("stopped_because");
    if (operator != null) {
      return new Cause.Operator(operator);
    }
    String[] rails = (String[]) row.getArray("breach_rails").getArray();
    String[] subjects = (String[]) row.getArray("breach_subjects").getArray();
    Double[] observed = (Double[]) row.getArray("breach_observed").getArray();
    Double[] allowed = (Double[]) row.getArray("breach_allowed").getArray();
    java.sql.Timestamp[] at = (java.sql.Timestamp[]) row.getArray("breach_at").getArray();
    List<Breach> breaches = new ArrayList<>();
    for (int i = 0; i < rails.length; i++) {
      breaches.add(
          new Breach(
              Rail.valueOf(rails[i]), subjects[i], observed[i], allowed[i], at[i].toInstant()));
    }
    return new Cause.Breached(breaches);
  }

  private static Repair repair(ResultSet row) throws SQLException {
    String how = row.getString("fixed_how");
    return how == null ? new Repair.Awaited() : new Repair.Fixed(how, instant(row, "fixed_at"));
  }

  private static Optional<Running> running(Stage stage) {
    return switch (stage) {
      case Observe _ -> Optional.empty();
      case Running running -> Optional.of(running);
      case Held held -> Optional.of(held.heldAt());
      case RolledBack back -> Optional.of(back.takenBackAt());
    };
  }

  private static Optional<String> wave(Running running) {
    return running instanceof Canary canary ? Optional.of(canary.wave().name()) : Optional.empty();
  }

  private static List<Breach> breaches(Cause cause) {
    return switch (cause) {
      case Cause.Breached(List<Breach> breaches) -> breaches;
      case Cause.Operator _ -> List.of();
    };
  }

  private static Optional<String> operator(Cause cause) {
    return switch (cause) {
      case Cause.Breached _ -> Optional.empty();
      case Cause.Operator(String reason) -> Optional.of(reason);
    };
  }

  private static Array array(
      PreparedStatement statement, String type, List<Breach> breaches, Function<Breach, Object> of)
      throws SQLException {
    return statement.getConnection().createArrayOf(type, breaches.stream().map(of).toArray());
  }

  private static @Nullable String text(Optional<String> value) {
    return value.orElse(null);
  }

  private static @Nullable Object time(Optional<Instant> value) {
    return value.map(Query::bound).orElse(null);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
