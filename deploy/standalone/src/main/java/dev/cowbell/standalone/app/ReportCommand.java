package dev.cowbell.standalone.app;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.ExportReportRequest;
import dev.cowbell.api.contract.v1.ReportFormat;
import dev.cowbell.api.contract.v1.TimeRange;
import dev.cowbell.standalone.client.ReportClient;
import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cowbell report}: a report of a running server as one file. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes a report of a running server as one file (docs/reports.md)")
final class ReportCommand implements Callable<Integer> {
  /** What a report can be written as. */
  enum Format {
    HTML(ReportFormat.REPORT_FORMAT_HTML),
    PDF(ReportFormat.REPORT_FORMAT_PDF),
    CSV(ReportFormat.REPORT_FORMAT_CSV),
    JSON(ReportFormat.REPORT_FORMAT_JSON),
    FOCUS(ReportFormat.REPORT_FORMAT_FOCUS_CSV);

    final ReportFormat asked;

    Format(ReportFormat asked) {
      this.asked = asked;
    }

    String ending() {
      return this == FOCUS ? "focus.csv" : name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(names = "--service", description = "Service (default: all)")
  String service = "";

  @Option(names = "--class", description = "Hardware class (default: all, each on its own)")
  String hardwareClass = "";

  @Option(
      names = "--from",
      description =
          "Begin of the readings the curves rest on, such as 2026-01-31T00:00:00Z (default: the day"
              + " that ends with the newest)")
  @Nullable String from;

  @Option(names = "--to", description = "End of the readings, exclusive")
  @Nullable String to;

  @Option(
      names = "--format",
      defaultValue = "html",
      description = "html, pdf, csv, json or focus (default ${DEFAULT-VALUE})")
  Format format = Format.HTML;

  @Option(
      names = {"-o", "--output"},
      description = "File to write, - for standard output (default: cowbell-report.FORMAT)")
  @Nullable String output;

  @Option(
      names = "--server",
      defaultValue = "${COWBELL_SERVER:-127.0.0.1:8080}",
      description = "Server, as HOST:PORT or https://HOST:PORT (default ${DEFAULT-VALUE})")
  String server = "127.0.0.1:8080";

  @Option(
      names = "--token-file",
      defaultValue = "${COWBELL_TOKEN_FILE:-}",
      description = "File that holds a bearer token (default: $COWBELL_TOKEN_FILE)")
  String tokenFile = "";

  @Override
  public Integer call() throws IOException {
    ExportReportRequest asked = request();
    try (var client = ReportClient.of(server, tokenFile)) {
      if ("-".equals(output)) {
        client.write(asked, System.out);
        System.out.flush();
      } else {
        write(client, asked, file());
      }
    }
    return 0;
  }

  /** A file of that name appears only when it is whole. */
  private static void write(ReportClient client, ExportReportRequest asked, Path file)
      throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new Failure("--output %s: there is no folder %s".formatted(file, folder));
    }
    Path part = Files.createTempFile(folder, ".cowbell-report", ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        client.write(asked, out);
      }
      Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    System.out.println("Report: " + file);
  }

  Path file() {
    return Path.of(output == null ? "cowbell-report." + format.ending() : output);
  }

  ExportReportRequest request() {
    var asked =
        ExportReportRequest.newBuilder()
            .setService(service)
            .setHardwareClass(hardwareClass)
            .setFormat(format.asked);
    if (from != null || to != null) {
      var range = TimeRange.newBuilder();
      if (from != null) {
        range.setFrom(moment("--from", from));
      }
      if (to != null) {
        range.setTo(moment("--to", to));
      }
      asked.setRange(range);
    }
    return asked.build();
  }

  private static Timestamp moment(String option, String text) {
    try {
      Instant at = Instant.parse(text);
      return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
    } catch (DateTimeException e) {
      throw new Failure(
          "%s %s is not allowed; use a time such as 2026-01-31T00:00:00Z".formatted(option, text),
          e);
    }
  }
}
