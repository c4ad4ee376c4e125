package dev.cowbell.api.server.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.database.Views;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A list in the database and the same list in memory give the same pages. */
class SqlAgreesTest {
  private static EmbeddedPostgres postgres;
  private static Views views;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    views = new Views(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void everyFilterAndOrder_givesTheSamePages() {
    Random random = new Random(31);
    for (int i = 0; i < 300; i++) {
      String filter = filter(random, 3);
      String orderBy =
          pick(random, "", "litres", "litres desc", "horned desc, litres", "name desc");
      int size = 1 + random.nextInt(3);

      assertThat(pages(filter, orderBy, size, SqlAgreesTest::inSql))
          .as("%s by %s", filter, orderBy)
          .isEqualTo(pages(filter, orderBy, size, SqlAgreesTest::inMemory));
    }
  }

  private static String filter(Random random, int depth) {
    String simple =
        pick(
            random,
            "name = Alma",
            "name : \"A\"",
            "name : \"%\"",
            "name : \"_\"",
            "name != \"berta's twin\"",
            "name : \"\\\\\"",
            "litres > 7",
            "litres <= 31.00",
            "litres != -3",
            "horned = false",
            "calves : Ida",
            "calves : \"\"");
    return depth == 0
        ? simple
        : pick(
            random,
            simple,
            "NOT (" + filter(random, depth - 1) + ")",
            "(" + filter(random, depth - 1) + ") AND (" + filter(random, depth - 1) + ")",
            "(" + filter(random, depth - 1) + ") OR (" + filter(random, depth - 1) + ")");
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static List<List<String>> pages(
      String filter, String orderBy, int size, Function<ListRequest, Page<String>> list) {
    List<List<String>> pages = new ArrayList<>();
    String token = "";
    do {
      Page<String> page = list.apply(Cow.asking(filter, orderBy, size, token));
      pages.add(page.rows());
      token = page.nextToken();
    } while (!token.isEmpty());
    return pages;
  }

  private static Page<String> inSql(ListRequest request) {
    Function<Row, String> name = row -> row.text("name");
    return SqlList.page(views, Cow.inSql(), request, name);
  }

  private static Page<String> inMemory(ListRequest request) {
    Page<Cow> page = new MemoryList<>(Cow.ALL, Cow::values).page(request);
    return new Page<>(page.rows().stream().map(Cow::name).toList(), page.nextToken());
  }
}
