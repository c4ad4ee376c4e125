package dev.cowbell.api.server.report;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Renders a report as one HTML file that needs nothing else. */
public final class ReportFile {
  private ReportFile() {}

  /** The file. */
  public static String html(ServiceReport report) {
    return Templates.report(ReportView.of(report)).render().strip() + "\n";
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance report(ReportView view);
  }
}
