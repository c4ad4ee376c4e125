package dev.cowbell.api.server.report;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Renders a report as one HTML file that needs nothing else. */
public final class ReportFile {
  private ReportFile() {}

  /** For browsers. */
  public static String html(Report report) {
    return Templates.report(ReportView.of(report), false).render().strip() + "\n";
  }

  /** The same content for a renderer of paper pages, which knows CSS 2.1 and no fonts in SVG. */
  public static String paper(Report report) {
    return Templates.report(ReportView.of(report), true).render().strip() + "\n";
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance report(ReportView view, boolean paper);
  }
}
