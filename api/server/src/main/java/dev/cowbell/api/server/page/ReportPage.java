package dev.cowbell.api.server.page;

import dev.cowbell.api.server.report.ReportFile;
import dev.cowbell.api.server.report.Reports;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /report?service=NAME[&class=NAME]}: the report as one file. */
@Path("/report")
@RunOnVirtualThread
public class ReportPage {
  private final Reports reports;

  ReportPage(Reports reports) {
    this.reports = reports;
  }

  @GET
  @Produces(Html.TYPE)
  public String report(
      @RestQuery @DefaultValue("") String service,
      @RestQuery("class") @DefaultValue("") String hardwareClass) {
    return ReportFile.html(reports.of(service, hardwareClass));
  }
}
