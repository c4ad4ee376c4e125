package dev.cowbell.api.server.page;

import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.database.DatabaseAway;
import dev.cowbell.api.server.database.OutOfPatience;
import dev.cowbell.api.server.database.TooMuch;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a reader sees when a page cannot be shown: what is wrong, and what to do. */
final class FailurePage {
  private static final Logger LOG = Logger.getLogger(FailurePage.class);

  @ServerExceptionMapper
  Response refused(Refusal refusal) {
    return switch (refusal.kind()) {
      case INVALID -> page(Status.BAD_REQUEST, "This cannot be shown as asked", refusal.sentence());
      case NOT_FOUND -> page(Status.NOT_FOUND, "Not found", refusal.sentence());
      case NOT_YET -> page(Status.NOT_IMPLEMENTED, "Not yet", refusal.sentence());
      case DENIED -> page(Status.FORBIDDEN, "Not allowed", refusal.sentence());
      case EXHAUSTED -> page(Status.TOO_MANY_REQUESTS, "Too much at once", refusal.sentence());
    };
  }

  @ServerExceptionMapper
  Response away(DatabaseAway away) {
    LOG.warnf("A page was answered with 503: %s", away.getCause());
    return page(
        Status.SERVICE_UNAVAILABLE, "Nothing to read from", String.valueOf(away.getMessage()));
  }

  @ServerExceptionMapper
  Response late(OutOfPatience over) {
    LOG.warnf("A page was answered with 504: %s", over.getCause());
    return page(
        Status.GATEWAY_TIMEOUT, "This took too long", "The database did not answer in time");
  }

  @ServerExceptionMapper
  Response tooMuch(TooMuch tooMuch) {
    return page(
        Status.SERVICE_UNAVAILABLE, "Too much at once", String.valueOf(tooMuch.getMessage()));
  }

  @ServerExceptionMapper
  Response noSuchPage(NotFoundException notFound) {
    LOG.debug("No such page", notFound);
    return page(Status.NOT_FOUND, "Not found", "There is no such page");
  }

  @ServerExceptionMapper
  Response failed(Throwable failure) {
    if (failure instanceof WebApplicationException refused) {
      return refused.getResponse();
    }
    LOG.error("A page failed", failure); // The reader learns only that it did.
    return page(
        Status.INTERNAL_SERVER_ERROR,
        "This page failed",
        "Cowbell failed while making it; its log holds the cause");
  }

  private static Response page(Status status, String title, String sentence) {
    return Response.status(status)
        .header(HttpHeaders.CONTENT_TYPE, Html.TYPE)
        .entity(Templates.failure(title, sentence, status.getStatusCode()).render())
        .build();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance failure(String title, String sentence, int status);
  }
}
