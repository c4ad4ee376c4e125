package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.ReportFormat;
import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.call.Turns;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.export.ReportFormats;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.Reports;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * {@code /report[?service=NAME][&class=NAME][&from=T][&to=T][&format=html|pdf|csv|json|focus]}: the
 * report as one file.
 */
@Path("/report")
@RunOnVirtualThread
public class ReportPage {
  private final Reports reports;

  ReportPage(Reports reports) {
    this.reports = reports;
  }

  @GET
  public Response report(
      @RestQuery @DefaultValue("") String service,
      @RestQuery("class") @DefaultValue("") String hardwareClass,
      @RestQuery @DefaultValue("") String from,
      @RestQuery @DefaultValue("") String to,
      @RestQuery("format") @DefaultValue("") String word) {
    ReportFormat format = ReportFormats.named(word);
    Optional<Span> span =
        from.isEmpty() && to.isEmpty() ? Optional.empty() : Optional.of(Span.between(from, to));
    return Turns.REPORTS.take(() -> report(service, hardwareClass, span, format));
  }

  private Response report(
      String service, String hardwareClass, Optional<Span> span, ReportFormat format) {
    Report report =
        reports.matching(
            Asked.optional("service", service),
            Asked.optional("class", hardwareClass),
            span,
            ReportFormats.mostSections(format));
    var response =
        Response.ok(ReportFormats.file(report, format))
            .header(HttpHeaders.CONTENT_TYPE, ReportFormats.mediaType(format));
    if (format != ReportFormat.REPORT_FORMAT_HTML) {
      response.header(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=\"%s\"".formatted(ReportFormats.fileName(report, format)));
    }
    return response.build();
  }
}
