package dev.cowbell.api.server.export;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.ReportFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.w3c.dom.Document;

/** A report as PDF, made from its HTML for paper. Nothing is loaded from anywhere. */
final class PdfFile {
  private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
  private static final int REGULAR = 400;
  private static final int BOLD = 700;

  static {
    XRLog.setLoggingEnabled(false); // It tells of every style rule it does not know.
  }

  private PdfFile() {}

  static byte[] of(Report report) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (BatikSVGDrawer charts = new BatikSVGDrawer()) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.useSVGDrawer(charts);
      builder.useUriResolver((base, address) -> null);
      font(builder, "DejaVuSans.ttf", "Paper", REGULAR);
      font(builder, "DejaVuSans-Bold.ttf", "Paper", BOLD);
      font(builder, "DejaVuSansMono.ttf", "PaperMono", REGULAR);
      builder.withW3cDocument(document(ReportFile.paper(report)), null);
      builder.withProducer("Cowbell " + report.version());
      builder.toStream(file);
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException("the report could not be made into a PDF", e);
    }
    return file.toByteArray();
  }

  private static Document document(String html) {
    return new W3CDom().fromJsoup(Jsoup.parse(html));
  }

  /** Fonts are embedded: the machine that makes the file may have none. */
  private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
    builder.useFont(() -> stream(file), family, weight, FontStyle.NORMAL, true);
  }

  private static InputStream stream(String file) {
    return Objects.requireNonNull(
        PdfFile.class.getResourceAsStream(FONTS + file), "no font " + file + " on the class path");
  }
}
