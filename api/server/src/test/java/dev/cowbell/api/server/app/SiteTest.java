package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Every page that can be reached from the first one, followed link by link. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class SiteTest {
  private static final int MOST_BYTES = 150_000;

  @TestHTTPResource URI server = URI.create("http://injected.invalid");

  @Test
  void everyLink_leadsSomewhere_andEveryPageIsWellFormed() throws Exception {
    Map<String, Document> pages = crawl();

    assertThat(pages.keySet())
        .as("kinds of pages")
        .anyMatch(path -> path.equals("/"))
        .anyMatch(path -> path.startsWith("/plan?service="))
        .anyMatch(path -> path.startsWith("/services/"))
        .anyMatch(path -> path.startsWith("/classes/"))
        .anyMatch(path -> path.startsWith("/experiments/"))
        .anyMatch(path -> path.startsWith("/recommendations/"))
        .anyMatch(path -> path.matches("/hosts/[^/]+"))
        .anyMatch(path -> path.matches("/hosts/[^/]+/families/.+"));
    pages.forEach(SiteTest::check);
  }

  private Map<String, Document> crawl() throws Exception {
    Map<String, Document> pages = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>(Set.of("/"));
    ArrayDeque<String> open = new ArrayDeque<>(List.of("/"));
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!open.isEmpty()) {
        String path = open.remove();
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        if (path.startsWith("/report") || path.contains("format=csv")) {
          continue; // A file to keep; it leads nowhere.
        }
        assertThat(answer.body().getBytes(UTF_8).length).as(path).isLessThan(MOST_BYTES);
        Document page = Jsoup.parse(answer.body());
        pages.put(path, page);
        page.select("a[href^=/]").stream()
            .map(link -> link.attr("href"))
            .filter(seen::add)
            .forEach(open::add);
      }
    }
    return pages;
  }

  private static void check(String path, Document page) {
    assertThat(page.select("html").attr("lang")).as(path).isEqualTo("en");
    assertThat(page.title()).as(path).isNotBlank();
    for (String landmark : List.of("header.bar", "nav[aria-label]", "main", "footer", "h1")) {
      assertThat(page.select(landmark)).as(path + ": " + landmark).isNotEmpty();
    }
    assertThat(page.select("main")).as(path).hasSize(1);
    assertThat(page.select("h1")).as(path).hasSize(1);
    assertThat(page.select("a.skip").attr("href")).as(path).isEqualTo("#main");
    checkHeadings(path, page);
    checkReferences(path, page);
    assertThat(page.select("svg:not([aria-hidden]):not([aria-labelledby])")).as(path).isEmpty();
    assertThat(page.select("th:not([scope])")).as(path).isEmpty();
    assertThat(page.select("script").eachAttr("src")).as(path).allMatch("/live.js"::equals);
    assertThat(page.select("[onclick],[onload],[onerror],img")).as(path).isEmpty();
    assertThat(page.select("a").stream().filter(a -> a.text().isBlank())).as(path).isEmpty();
    assertThat(page.text())
        .as(path)
        .doesNotContain("{view", "null", "NaN", "Infinity", "NOT_FOUND");
  }

  /** No level is left out on the way down. */
  private static void checkHeadings(String path, Document page) {
    int before = 0;
    for (Element heading : page.select("h1,h2,h3,h4")) {
      int level = heading.tagName().charAt(1) - '0';
      assertThat(level).as(path + ": " + heading.text()).isLessThanOrEqualTo(before + 1);
      before = level;
    }
  }

  private static void checkReferences(String path, Document page) {
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).as(path).doesNotHaveDuplicates();
    List<String> named = new ArrayList<>();
    page.select("[aria-labelledby]")
        .eachAttr("aria-labelledby")
        .forEach(names -> named.addAll(List.of(names.split(" "))));
    assertThat(ids).as(path).containsAll(named);
  }
}
