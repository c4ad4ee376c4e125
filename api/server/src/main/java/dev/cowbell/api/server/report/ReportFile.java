package dev.cowbell.api.server.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.io.ByteArrayOutputStream;

/** Renders a report as one HTML file that needs nothing else. */
public final class ReportFile {
  /** Where the sections go, in the template; what callers name things is escaped there. */
  private static final String SECTIONS = "<!--sections-->";

  private ReportFile() {}

  /** For browsers, in UTF-8. */
  public static byte[] html(Report report) {
    return file(report, false).toByteArray();
  }

  /** The same content for a renderer of paper pages, which knows CSS 2.1 and no fonts in SVG. */
  public static String paper(Report report) {
    return file(report, true).toString(UTF_8);
  }

  /** Its sections one after the other: only one is held as its template needs it. */
  private static ByteArrayOutputStream file(Report report, boolean paper) {
    ReportView view = ReportView.of(report);
    String frame = Templates.report(view, paper).render().strip() + "\n";
    int place = frame.indexOf(SECTIONS);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    write(frame.substring(0, place), file);
    for (int i = 0; i < report.sections().size(); i++) {
      SectionView section = SectionView.of(report.sections().get(i), "-" + (i + 1));
      write(Templates.reportSection(section, i + 1, view.single(), paper).render(), file);
    }
    write(frame.substring(place + SECTIONS.length()), file);
    return file;
  }

  private static void write(String part, ByteArrayOutputStream to) {
    to.writeBytes(part.getBytes(UTF_8));
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static final class Templates {
    private Templates() {}

    static native TemplateInstance report(ReportView view, boolean paper);

    static native TemplateInstance reportSection(
        SectionView section, int number, boolean single, boolean paper);
  }
}
