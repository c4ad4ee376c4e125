package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.api.server.database.DatabaseAway;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Views;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class ReadOnlyTest {
  private final Views views;

  ReadOnlyTest(Views views) {
    this.views = views;
  }

  @Test
  void writing_isRefusedByTheDatabaseItself() {
    Query write = Query.of("INSERT INTO service (name) VALUES ('x') RETURNING name");

    assertThatThrownBy(() -> views.list(write, row -> row.text("name")))
        .isInstanceOf(DatabaseAway.class)
        .hasRootCauseMessage("ERROR: cannot execute INSERT in a read-only transaction");
  }
}
