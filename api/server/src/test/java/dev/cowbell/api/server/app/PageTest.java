package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.cowbell.api.contract.v1.CapacityServiceGrpc;
import dev.cowbell.api.contract.v1.ExportReportRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class PageTest {
  private static final String ATTACK = "<script>alert(1)</script>\"'";
  private static final int MOST_BYTES = 150_000;

  @TestHTTPResource URI server = URI.create("http://injected.invalid");
  HttpClient client;

  @BeforeEach
  void open() {
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void report_needsNothingFromAnywhereElse() throws Exception {
    String html = get("/report?service=demo").body();

    assertThat(html).startsWith("<!DOCTYPE html>");
    assertThat(html.getBytes(UTF_8).length).isLessThan(MOST_BYTES);
    assertThat(html)
        .doesNotContain("http://", "https://", "<script", "url(", "@import", "href=\"/", "src=");
    assertThat(html).contains("data:,").contains("<svg class=\"chart wide\"");
  }

  @Test
  void report_holdsEveryArmAndWhatItRestsOn() throws Exception {
    String html = get("/report?service=demo").body();

    assertThat(html).contains("default", "threshold-0", "frozen", "frozen+threshold-50000");
    assertThat(html).contains("66.4 MiB", "title=\"69,625,449 bytes");
    assertThat(html).contains("one family per arm: not a confidence interval");
    assertThat(html).contains("An upper bound for 16 workers", "Observational", "Ice Lake-SP");
    assertThat(html).contains("gc.freeze()", "not enough evidence", "6.1.0-28-amd64");
    assertThat(html).doesNotContain("NOT_FOUND", "{view", "null");
  }

  @Test
  void report_onAServiceOfSeveralClasses_hasASectionForEach() throws Exception {
    assertThat(get("/report?service=shop").body())
        .contains("Savings by generation", "Ice Lake-SP / 4 cores", "Sandy Bridge-EP / 32 cores")
        .contains("Simulated hosts are part of the figures of this section");
  }

  @Test
  void report_onTheFleet_comesInEveryFormat() throws Exception {
    for (var format : Map.of("html", "<!DOCTYPE", "csv", "schema,record", "json", "{").entrySet()) {
      HttpResponse<String> file = get("/report?format=" + format.getKey());
      assertThat(file.statusCode()).as(format.getKey()).isEqualTo(200);
      assertThat(file.body()).startsWith(format.getValue()).contains("demo", "shop", "locked");
    }
    assertThat(get("/report?format=focus").body()).startsWith("AvailabilityZone,BilledCost");
    HttpResponse<String> pdf = get("/report?format=pdf");
    assertThat(pdf.body()).startsWith("%PDF-");
    assertThat(pdf.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"cowbell-the-fleet.pdf\"");
  }

  @Test
  void schemaOfTheJson_isHandedOut() throws Exception {
    assertThat(get("/schema/cowbell.report.1.json").body()).contains("cowbell.report/1");
  }

  @Test
  void exportReport_streamsTheSameFile() {
    try (Channel channel = Channel.to(server)) {
      ByteString.Output file = ByteString.newOutput();
      CapacityServiceGrpc.newBlockingStub(channel.grpc())
          .exportReport(ExportReportRequest.newBuilder().setService("demo").build())
          .forEachRemaining(part -> write(part.getChunk(), file));
      assertThat(file.toByteString().toStringUtf8())
          .startsWith("<!DOCTYPE html>")
          .contains("threshold-0")
          .endsWith("</html>\n");
    }
  }

  @Test
  void names_thatAreAttacks_areShownAsText() throws Exception {
    String attack = URLEncoder.encode(ATTACK, UTF_8);

    for (String path :
        new String[] {"/report?service=" + attack, "/services/" + attack, "/", "/hosts/host-a"}) {
      HttpResponse<String> page = get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body().replace("<script src=\"/live.js\" defer></script>", ""))
          .as(path)
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain("<script")
          .doesNotContain("</script>\"'");
    }
  }

  @Test
  void everyPage_tellsTheBrowserToLoadNothing() throws Exception {
    for (String path :
        new String[] {"/", "/services/demo", "/hosts/host-a", "/report?service=demo"}) {
      HttpResponse<String> page = get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(page.headers().firstValue("Content-Type").orElseThrow())
          .isEqualToIgnoringCase("text/html;charset=UTF-8");
    }
  }

  @Test
  void fleet_ranksServices_andMarksWhatIsSimulated() throws Exception {
    assertThat(get("/").body())
        .contains("Broken sharing costs", "/services/demo?class=Ice%20Lake-SP")
        .contains("Savings by generation", "simulated", "/classes/Sandy%20Bridge-EP")
        .contains("Hosts that have gone silent", "/hosts/host-a");
  }

  @Test
  void hosts_areListedAHundredAtATime_andByClass() throws Exception {
    assertThat(get("/hosts").body()).contains("/hosts/host-a", "/hosts/host-d", "none yet");
    assertThat(get("/hosts?class=" + encoded("Ice Lake-SP / 4 cores / 16 GiB")).body())
        .contains("/hosts/host-a")
        .doesNotContain("/hosts/host-b");
    assertThat(get("/hosts?after=host-b").body())
        .contains("/hosts/host-c")
        .doesNotContain("/hosts/host-a\"");
  }

  @Test
  void hardwareClass_showsWhatRunsOnIt() throws Exception {
    assertThat(get("/classes/" + encoded("Sandy Bridge-EP / 32 cores / 32 GiB")).body())
        .contains(
            "shop", "Simulated hosts are part", "Families hold", "Restart workers at 200 MiB");
  }

  @Test
  void experiment_saysThatItIsObservational_andHowManyHostsAreMissing() throws Exception {
    String page =
        get("/experiments/demo?class=" + encoded("Ice Lake-SP / 4 cores / 16 GiB") + "&arm=frozen")
            .body();

    assertThat(page)
        .contains(
            "Observational", "Too few hosts to decide between frozen and default", "63.4 MiB less")
        .contains("1 of 4 hosts on the smaller side", "Too few hosts for an interval");
    assertThat(get("/experiments/locked").body()).contains("Nothing to compare yet");
    assertThat(get("/experiments/demo?arm=nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void recommendation_hasItsStageItsSettingsAndItsEvidence() throws Exception {
    String page =
        get("/recommendations/" + encoded("demo|Ice Lake-SP / 4 cores / 16 GiB|GC_POLICY")).body();

    assertThat(page)
        .contains("Collector policy", "aria-current=\"step\"", "gc.freeze()")
        .contains("4 workers on 1 host ran frozen", "The comparison it rests on");
    assertThat(get("/recommendations").body()).contains("Waiting for evidence", "Given");
    assertThat(get("/recommendations/no").statusCode()).isEqualTo(400);
  }

  @Test
  void family_hasItsHistoryAndItsWorkers() throws Exception {
    assertThat(get("/hosts/host-a/families/1000-5000").body())
        .contains("What the family costs", "pid 1001", "ended", "sum of PSS");
    assertThat(get("/hosts/host-a/families/1-1").statusCode()).isEqualTo(404);
  }

  @Test
  void host_isShownOverTime_againstTheLimitsOfGuardrails() throws Exception {
    assertThat(get("/hosts/host-a").body())
        .contains("Memory of the host", "Memory available", "at least 5 % of memory")
        .contains("class=\"well\"", "Kills for memory", "What measuring cost here");
  }

  @Test
  void service_onSeveralClasses_letsTheReaderChoose() throws Exception {
    String choice = get("/services/shop").body();
    String chosen =
        get("/services/shop?class="
                + URLEncoder.encode("Sandy Bridge-EP / 32 cores / 32 GiB", UTF_8))
            .body();

    assertThat(choice).contains("Choose one", "class=Ice%20Lake-SP%20%2F%204%20cores");
    assertThat(chosen).contains("Simulated hosts are part", "On other hardware", "/hosts/host-b");
  }

  @Test
  void host_showsUnreadableWorkersWithTheReason() throws Exception {
    assertThat(get("/hosts/host-b").body())
        .contains("The kernel refused to show 2 workers", "not permitted", "CAP_SYS_PTRACE");
    assertThat(get("/hosts/host-d").body()).contains("No families", "none yet");
  }

  @Test
  void service_whoseWorkersAreHidden_saysSoInsteadOfZero() throws Exception {
    assertThat(get("/services/locked").body())
        .contains("No worker&#39;s sharing could be read yet", "The kernel refused to show 2 of 2")
        .contains("No curve yet", "Nothing to compare yet", "No advice yet");
  }

  @Test
  void whatIsNotThere_isAPageThatSaysSo() throws Exception {
    for (String path : new String[] {"/services/no", "/hosts/no", "/report?service=no", "/no"}) {
      HttpResponse<String> page = get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(404);
      assertThat(page.body()).as(path).contains("Not found").doesNotContain("Exception");
    }
    assertThat(get("/report?format=docx").statusCode()).isEqualTo(400);
    assertThat(get("/report?from=yesterday").body()).contains("from must be a time such as");
    assertThat(get("/report?class=no").statusCode()).isEqualTo(404);
  }

  @Test
  void plan_saysWhatRunsOut_whatToBuy_andWhatThatCosts() throws Exception {
    String ice = "Ice Lake-SP / 4 cores / 16 GiB";
    String question =
        "/plan?months=12&growth=60&growth-low=50&growth-high=70&headroom=10&currency=EUR&source=list"
            + "&priced="
            + encoded(ice)
            + "&price=120&watts=300&class="
            + encoded(ice);

    HttpResponse<String> page = get(question);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(ice + " runs out of memory in ", "to buy", "perhaps in ", "EUR ", " W<")
        .contains("How full it gets", "What the plan takes for granted", "value=\"60\"")
        .contains("price: list", "format=csv");
    HttpResponse<String> table = get(question + "&format=csv");
    assertThat(table.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"cowbell-plan.csv\"");
    assertThat(table.body().lines())
        .hasSize(1 + 13 + 1)
        .anyMatch(line -> line.startsWith("cowbell.plan.csv/1,class," + ice));
  }

  @Test
  void plan_ofAGenerationThatIsRetired_movesItsLoad() throws Exception {
    String page =
        get("/plan?months=6&retire="
                + encoded("Sandy Bridge-EP")
                + "&after=3&to="
                + encoded("Ice Lake-SP / 4 cores / 16 GiB"))
            .body();

    assertThat(page).contains("What is retired moves on byte for byte", "to free");
  }

  @Test
  void plan_thatCannotBeMade_saysWhichField_andKeepsWhatWasFilledIn() throws Exception {
    for (String bad :
        List.of(
            "growth=much",
            "growth=500",
            "months=61",
            "headroom=95",
            "workers=1.5",
            "price=-3&priced=x",
            "each=web",
            "limit=" + encoded("9e99"),
            "currency=euro&priced=x&price=3&source=s")) {
      HttpResponse<String> page = get("/plan?cpu-headroom=7&" + bad);
      assertThat(page.statusCode()).as(bad).isEqualTo(400);
      assertThat(page.body())
          .as(bad)
          .contains("This cannot be planned as asked", "value=\"7\"")
          .doesNotContain("Exception");
    }
    assertThat(get("/plan?arm=nobody").statusCode()).isEqualTo(404);
    assertThat(get("/plan?service=" + URLEncoder.encode(ATTACK, UTF_8)).body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
  }

  @Test
  void healthAndMetrics_areThere() throws Exception {
    assertThat(get("/q/health/ready").body()).contains("\"status\": \"UP\"");
    assertThat(get("/q/metrics").body()).contains("http_server_requests");
  }

  @Test
  void signalsOfTheFleet_areThereForAlerts() throws Exception {
    long deadline = System.nanoTime() + 20_000_000_000L;
    String metrics = get("/q/metrics").body();
    while (!metrics.contains("cowbell_hosts{") && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      metrics = get("/q/metrics").body();
    }

    assertThat(metrics)
        .contains("cowbell_sharing_lost_ratio{arm=\"default\",hardware_class=\"Ice Lake-SP")
        .contains("cowbell_recommendation_stage{", "stage=\"observe\"", "kind=\"GC_POLICY\"")
        .contains("cowbell_workers{", "cowbell_hosts{state=\"silent\"} 3.0");
  }

  private static void write(ByteString chunk, ByteString.Output file) {
    try {
      chunk.writeTo(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString(UTF_8));
  }
}
