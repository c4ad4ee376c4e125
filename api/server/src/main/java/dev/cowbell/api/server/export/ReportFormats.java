package dev.cowbell.api.server.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.api.contract.v1.ReportFormat;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.ReportFile;
import java.util.Locale;

/** A report in the format that was asked for. */
public final class ReportFormats {
  private static final int LONGEST_NAME = 60;
  private static final int MOST_SECTIONS = 500;
  private static final int MOST_SECTIONS_ON_PAPER = 20;

  private ReportFormats() {}

  /**
   * How many sections a report of a format holds at most. The whole layout of a PDF is held in
   * memory, well over a megabyte a section.
   */
  public static int mostSections(ReportFormat format) {
    return format == ReportFormat.REPORT_FORMAT_PDF ? MOST_SECTIONS_ON_PAPER : MOST_SECTIONS;
  }

  /** The bytes of the file. */
  public static byte[] file(Report report, ReportFormat format) {
    return switch (format) {
      case REPORT_FORMAT_UNSPECIFIED, REPORT_FORMAT_HTML -> ReportFile.html(report);
      case REPORT_FORMAT_CSV -> CsvFile.of(report).getBytes(UTF_8);
      case REPORT_FORMAT_FOCUS_CSV -> FocusFile.of(report).getBytes(UTF_8);
      case REPORT_FORMAT_JSON -> JsonFile.of(report).getBytes(UTF_8);
      case REPORT_FORMAT_PDF -> PdfFile.of(report);
      case UNRECOGNIZED -> throw unknown();
    };
  }

  /** The format that a word in an address means. */
  public static ReportFormat named(String word) {
    return switch (word) {
      case "", "html" -> ReportFormat.REPORT_FORMAT_HTML;
      case "csv" -> ReportFormat.REPORT_FORMAT_CSV;
      case "focus" -> ReportFormat.REPORT_FORMAT_FOCUS_CSV;
      case "json" -> ReportFormat.REPORT_FORMAT_JSON;
      case "pdf" -> ReportFormat.REPORT_FORMAT_PDF;
      default -> throw unknown();
    };
  }

  /** How a browser should take it. */
  public static String mediaType(ReportFormat format) {
    return switch (format) {
      case REPORT_FORMAT_CSV, REPORT_FORMAT_FOCUS_CSV -> "text/csv;charset=UTF-8";
      case REPORT_FORMAT_JSON -> "application/json";
      case REPORT_FORMAT_PDF -> "application/pdf";
      case REPORT_FORMAT_UNSPECIFIED, REPORT_FORMAT_HTML, UNRECOGNIZED -> "text/html;charset=UTF-8";
    };
  }

  /**
   * A name for the file, of letters, digits and hyphens only: names of services may hold anything.
   */
  public static String fileName(Report report, ReportFormat format) {
    String about =
        report
            .asked()
            .words()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String shortened = about.substring(0, Math.min(about.length(), LONGEST_NAME));
    return "cowbell-" + (shortened.isEmpty() ? "report" : shortened) + "." + ending(format);
  }

  private static String ending(ReportFormat format) {
    return switch (format) {
      case REPORT_FORMAT_CSV -> "csv";
      case REPORT_FORMAT_FOCUS_CSV -> "focus.csv";
      case REPORT_FORMAT_JSON -> "json";
      case REPORT_FORMAT_PDF -> "pdf";
      case REPORT_FORMAT_UNSPECIFIED, REPORT_FORMAT_HTML, UNRECOGNIZED -> "html";
    };
  }

  private static Refusal unknown() {
    return Refusal.invalid("format", "format must be html, pdf, csv, json or focus");
  }
}
