package dev.cowbell.api.server.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.cowbell.api.contract.v1.ReportFormat;
import dev.cowbell.api.server.app.NoDatabase;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.report.FixedReport;
import dev.cowbell.api.server.report.Report;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reports of fixed figures in every format, as other programs read them. After a change on purpose:
 * run with {@code -Dgolden.write=true}, then read the difference.
 */
@QuarkusTest
@TestProfile(NoDatabase.class)
class GoldenExportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path SCHEMA =
      Path.of("src/main/resources/META-INF/resources/schema/cowbell.report.1.json");

  @Test
  void csv_isAsBefore() throws Exception {
    assertIsAsBefore("fleet.csv", ReportFormat.REPORT_FORMAT_CSV);
  }

  @Test
  void focus_isAsBefore() throws Exception {
    assertIsAsBefore("fleet.focus.csv", ReportFormat.REPORT_FORMAT_FOCUS_CSV);
  }

  @Test
  void json_isAsBefore_andKeepsItsSchema() throws Exception {
    assertIsAsBefore("fleet.json", ReportFormat.REPORT_FORMAT_JSON);
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA, UTF_8));
    String good = text(FixedReport.fleet(), ReportFormat.REPORT_FORMAT_JSON);

    assertThat(schema.validate(good, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(good.replace("\"workers\"", "\"wörkers\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void csv_hasAUnitBesideEveryFigure() throws Exception {
    for (CSVRecord row : rows(FixedReport.fleet(), ReportFormat.REPORT_FORMAT_CSV)) {
      assertThat(row.get("schema")).isEqualTo("cowbell.report.csv/1");
      if (!row.get("value").isEmpty()) {
        assertThat(row.get("unit")).as(row.toString()).isNotEmpty();
        assertThat(Double.parseDouble(row.get("value"))).isFinite();
      } else {
        assertThat(row.get("absent_because")).as(row.toString()).isNotEmpty();
      }
    }
  }

  @Test
  void focus_makesUpNoMoney() throws Exception {
    for (CSVRecord row : rows(FixedReport.fleet(), ReportFormat.REPORT_FORMAT_FOCUS_CSV)) {
      for (String money :
          List.of("BilledCost", "EffectiveCost", "ListCost", "ContractedCost", "BillingCurrency")) {
        assertThat(row.get(money)).as(money).isEmpty();
      }
      assertThat(row.toMap().keySet())
          .filteredOn(column -> !column.startsWith("x_"))
          .hasSize(50); // The columns of FOCUS 1.1.
      assertThat(row.get("x_CostAbsentBecause")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1+1",
        "＝1+1",
        "a\",\"b\r\nc"
      })
  void names_thatWouldBeFormulas_areTextInEveryCell(String name) throws Exception {
    for (ReportFormat format :
        List.of(ReportFormat.REPORT_FORMAT_CSV, ReportFormat.REPORT_FORMAT_FOCUS_CSV)) {
      List<CSVRecord> rows = rows(FixedReport.named(name), format);

      assertThat(rows).isNotEmpty();
      for (CSVRecord row : rows) {
        for (String cell : row) {
          assertThat(cell.matches("-?[0-9.]+") || !cell.stripLeading().matches("(?s)[=+\\-@＝].*"))
              .as(cell)
              .isTrue();
        }
        assertThat(row.size()).isEqualTo(row.getParser().getHeaderNames().size());
      }
    }
  }

  @Test
  void pdf_saysTheSameAsThePage_withFontsOfItsOwn() throws Exception {
    byte[] file = ReportFormats.file(FixedReport.fleet(), ReportFormat.REPORT_FORMAT_PDF);
    Files.createDirectories(Path.of("target/pdf"));
    Files.write(Path.of("target/pdf/fleet.pdf"), file);

    try (PDDocument pdf = Loader.loadPDF(file)) {
      String words = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
      assertThat(words)
          .contains("Savings by generation", "Where sharing is lost", "shop & <co>")
          .contains("66.4 MiB", "Simulated hosts are part", "reload-on-uss = 200", "Method")
          .contains("worker age", "inherited at fork: 103 MiB", "=cmd|' /C calc'!A0")
          .doesNotContain("#");
      for (var page : pdf.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        }
      }
    }
  }

  @Test
  void fileName_holdsNothingButLettersDigitsAndHyphens() {
    Report about =
        new Report(
            new Report.Asked("../../etc/passwd\r\nX: \"y\"", "Zen 5 / 2"),
            FixedReport.single().span(),
            List.of(),
            0,
            Report.EMPTY.forecast(),
            List.of(),
            FixedReport.single().madeAt(),
            "0");

    assertThat(ReportFormats.fileName(about, ReportFormat.REPORT_FORMAT_PDF))
        .isEqualTo("cowbell-etc-passwd-x-y-on-zen-5-2.pdf");
  }

  @Test
  void format_thatNobodyKnows_isRefusedWithThoseThereAre() {
    Assertions.assertThatThrownBy(() -> ReportFormats.named("docx"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("html, pdf, csv, json or focus");
  }

  private static void assertIsAsBefore(String file, ReportFormat format) throws IOException {
    String made = text(FixedReport.fleet(), format);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN.resolve(file), made, UTF_8);
    }
    assertThat(made).isEqualTo(Files.readString(GOLDEN.resolve(file), UTF_8));
  }

  private static String text(Report report, ReportFormat format) {
    return new String(ReportFormats.file(report, format), UTF_8);
  }

  private static List<CSVRecord> rows(Report report, ReportFormat format) throws IOException {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(text(report, format)))
        .getRecords();
  }
}
