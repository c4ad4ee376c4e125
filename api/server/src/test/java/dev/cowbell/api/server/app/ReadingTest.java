package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.api.server.database.DatabaseAway;
import dev.cowbell.api.server.database.OutOfPatience;
import dev.cowbell.api.server.database.Patience;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.database.TooMuch;
import dev.cowbell.api.server.database.Views;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class ReadingTest {
  private static final Query WRITE =
      Query.of("INSERT INTO service (name) VALUES ('x') RETURNING name");

  private final Views views;

  ReadingTest(Views views) {
    this.views = views;
  }

  @Test
  void writing_isRefusedByTheDatabaseItself_howeverItIsSent() {
    for (Way way : List.<Way>of(views::list, views::few)) {
      assertThatThrownBy(() -> way.read(WRITE, row -> row.text("name")))
          .isInstanceOf(DatabaseAway.class)
          .hasRootCauseMessage("ERROR: cannot execute INSERT in a read-only transaction");
    }
  }

  @Test
  void few_areAllOrARefusal() {
    assertThat(views.few(numbers(10_000), row -> row.number("n"))).hasSize(10_000).isSorted();
    assertThatThrownBy(() -> views.few(numbers(10_001), row -> row.number("n")))
        .isInstanceOf(TooMuch.class)
        .hasMessageContaining("10000");
  }

  @Test
  @Timeout(20)
  void whoWaitsASecond_getsNoAnswerLater() {
    Query slow = Query.of("SELECT pg_sleep(50)::text AS nothing");
    for (Way way : List.<Way>of(views::list, views::few)) {
      assertThatThrownBy(
              () ->
                  Patience.of(Duration.ofMillis(100))
                      .answer(() -> way.read(slow, row -> row.text("nothing"))))
          .isInstanceOf(OutOfPatience.class);
    }
  }

  @Test
  void databaseItself_endsWhatTakesAMinute() {
    assertThat(views.few(Query.of("SHOW statement_timeout"), row -> row.text("statement_timeout")))
        .containsExactly("1min");
  }

  private static Query numbers(int count) {
    return Query.of("SELECT n FROM generate_series(1, ?) n", count);
  }

  private interface Way {
    <T> List<T> read(Query query, Function<Row, T> reading);
  }
}
