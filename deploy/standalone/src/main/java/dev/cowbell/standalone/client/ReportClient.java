package dev.cowbell.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.api.contract.v1.CapacityServiceGrpc;
import dev.cowbell.api.contract.v1.ExportReportRequest;
import dev.cowbell.api.contract.v1.ExportReportResponse;
import dev.cowbell.standalone.failure.Failure;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** Fetches reports from a running server, which may want a token and TLS. */
public final class ReportClient implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final String server;
  private final ManagedChannel channel;
  private final Channel authorised;

  private ReportClient(String server, ManagedChannel channel, Channel authorised) {
    this.server = server;
    this.channel = channel;
    this.authorised = authorised;
  }

  /**
   * A client of a server.
   *
   * @param server HOST:PORT in plain text, or https://HOST:PORT
   * @param tokenFile file with a bearer token; empty for none
   */
  public static ReportClient of(String server, String tokenFile) {
    URI address = address(server);
    var builder = ManagedChannelBuilder.forAddress(address.getHost(), address.getPort());
    ManagedChannel channel =
        "https".equals(address.getScheme())
            ? builder.useTransportSecurity().build()
            : builder.usePlaintext().build();
    return new ReportClient(
        server, channel, tokenFile.isEmpty() ? channel : authorised(channel, Path.of(tokenFile)));
  }

  /** Writes the file of a report as it arrives. */
  public void write(ExportReportRequest asked, OutputStream to) throws IOException {
    try {
      Iterator<ExportReportResponse> chunks =
          CapacityServiceGrpc.newBlockingStub(authorised)
              .withDeadlineAfter(DEADLINE)
              .exportReport(asked);
      while (chunks.hasNext()) {
        chunks.next().getChunk().writeTo(to);
      }
    } catch (StatusRuntimeException e) {
      throw new Failure("no report from %s: %s".formatted(server, words(e)), e);
    }
  }

  private static String words(StatusRuntimeException e) {
    String description = e.getStatus().getDescription();
    return switch (e.getStatus().getCode()) {
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          "the server wants a token: name a file that holds one by --token-file";
      case UNAVAILABLE ->
          "it does not answer (%s): does it run there?".formatted(String.valueOf(description));
      default -> description == null ? e.getStatus().getCode().name() : description;
    };
  }

  private static URI address(String server) {
    try {
      URI address = URI.create(server.contains("://") ? server : "http://" + server);
      if (address.getHost() != null && address.getPort() > 0) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(server, e);
    }
    throw wrong(server, new IllegalArgumentException("no host or no port"));
  }

  private static Failure wrong(String server, IllegalArgumentException cause) {
    return new Failure(
        "--server %s is not allowed; use HOST:PORT or https://HOST:PORT".formatted(server), cause);
  }

  private static Channel authorised(ManagedChannel channel, Path tokenFile) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token(tokenFile));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static String token(Path file) {
    try {
      return Files.readString(file, UTF_8).strip();
    } catch (IOException e) {
      throw new Failure("--token-file %s cannot be read".formatted(file), e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
