package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cowbell.api.contract.v1.FleetServiceGrpc;
import dev.cowbell.api.contract.v1.GetRecommendationRequest;
import dev.cowbell.api.contract.v1.ListHostsRequest;
import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import dev.cowbell.api.contract.v1.SetStageRequest;
import dev.cowbell.api.contract.v1.SetStageResponse;
import dev.cowbell.api.contract.v1.StageAction;
import dev.cowbell.api.contract.v1.StageRequestState;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server with TLS, client certificates, an access file and an OpenID provider. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
class GuardedTest {
  private static final String ID = "demo|Ice Lake-SP / 4 cores / 16 GiB|GC_POLICY";

  @TestHTTPResource(tls = true)
  URI server = URI.create("https://injected.invalid");

  @ConfigProperty(name = "cowbell.test.folder")
  Path folder = Path.of("");

  @ConfigProperty(name = "cowbell.oidc.issuer")
  String issuer = "";

  ManagedChannel channel;

  @BeforeEach
  void connect() throws Exception {
    channel = channel(null);
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  @Test
  void nobody_seesHealthAndNothingElse() throws Exception {
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
    assertStatus(() -> list(channel, null), Status.Code.UNAUTHENTICATED);
    assertThat(reflection(channel)).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(get("/q/health/live", null).statusCode()).isEqualTo(200);
    for (String path :
        List.of("/", "/q/metrics", "/q/health/../metrics", "/services/demo", "/live.js", "/none")) {
      HttpResponse<String> refused = get(path, null);
      assertThat(refused.statusCode()).as(path).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
      assertThat(refused.body()).doesNotContain("demo");
    }
  }

  /** As helm test runs it: without a token, and without knowing who made the certificate. */
  @Test
  void check_overTls_isContentWithAServerThatIsReadyAndClosed() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    String url = "https://127.0.0.1:" + server.getPort();
    int code = new Check(url, new PrintStream(printed, true, UTF_8)).run();
    assertThat(code).as(printed.toString(UTF_8)).isZero();
  }

  @Test
  void tokenOfAViewer_readsAndSetsNoStage() throws Exception {
    list(channel, Guarded.VIEWER_TOKEN);
    assertThat(get("/", "Bearer " + Guarded.VIEWER_TOKEN).statusCode()).isEqualTo(200);
    assertThat(get("/", basic(Guarded.VIEWER_TOKEN)).statusCode()).isEqualTo(200);
    assertStatus(() -> hold(Guarded.VIEWER_TOKEN, "", "no"), Status.Code.PERMISSION_DENIED);
  }

  @Test
  void tokensThatAreWrong_areRefusedAlike() throws Exception {
    for (String token :
        List.of("", "nonsense", Guarded.VIEWER_TOKEN + "x", "a.b.c", "x".repeat(5000))) {
      assertStatus(() -> list(channel, token), Status.Code.UNAUTHENTICATED);
    }
    assertThat(get("/", "Basic %%%").statusCode()).isEqualTo(401);
  }

  @Test
  void tokenOfTheProvider_countsWhileItIsGood() throws Exception {
    String roles = "cowbell-viewer";
    list(channel, jwt(issuer, "cowbell", roles, 5));
    assertStatus(
        () -> list(channel, jwt(issuer, "cowbell", roles, -5)), Status.Code.UNAUTHENTICATED);
    assertStatus(
        () -> list(channel, jwt(issuer, "another", roles, 5)), Status.Code.UNAUTHENTICATED);
    assertStatus(
        () -> list(channel, jwt("http://evil.invalid", "cowbell", roles, 5)),
        Status.Code.UNAUTHENTICATED);
    assertStatus(
        () -> list(channel, jwt(issuer, "cowbell", "other", 5)), Status.Code.UNAUTHENTICATED);
    assertStatus(() -> list(channel, unsigned()), Status.Code.UNAUTHENTICATED);
  }

  @Test
  void operatorOfTheProvider_isOne() throws Exception {
    SetStageResponse answer =
        hold(jwt(issuer, "cowbell", "cowbell-operator", 5), "", "asked by the provider's word");

    assertThat(answer.getStageRequest().getOperator()).isEqualTo("subject-7");
  }

  @Test
  void clientCertificate_thatTheFileNames_isEnough_andAnotherIsNot() throws Exception {
    ManagedChannel grafana = channel("grafana");
    ManagedChannel stranger = channel("stranger");
    try {
      list(grafana, null);
      assertStatus(() -> list(stranger, null), Status.Code.UNAUTHENTICATED);
    } finally {
      grafana.shutdownNow();
      stranger.shutdownNow();
    }
  }

  @Test
  void stageAskedFor_isKeptWithWhoAndWhy_andTheSameRequestIsOne() throws Exception {
    String requestId = UUID.randomUUID().toString();
    SetStageResponse first = hold(Guarded.OPERATOR_TOKEN, requestId, "major faults on rack 7\nall");
    SetStageResponse again = hold(Guarded.OPERATOR_TOKEN, requestId, "major faults on rack 7\nall");
    var kept =
        recommendations(Guarded.OPERATOR_TOKEN)
            .getRecommendation(GetRecommendationRequest.newBuilder().setId(ID).build());

    assertThat(again.getStageRequest()).isEqualTo(first.getStageRequest());
    assertThat(kept.getStageRequestsList())
        .filteredOn(request -> request.getRequestId().equals(requestId))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getOperator()).isEqualTo("alice");
              assertThat(request.getReason()).isEqualTo("major faults on rack 7\nall");
              assertThat(request.getAction()).isEqualTo(StageAction.STAGE_ACTION_HOLD);
              assertThat(request.getState())
                  .isEqualTo(StageRequestState.STAGE_REQUEST_STATE_PENDING);
            });
  }

  @Test
  void stageAskedForWrongly_isRefused() {
    assertStatus(() -> hold(Guarded.OPERATOR_TOKEN, "", " "), Status.Code.INVALID_ARGUMENT);
    assertStatus(() -> hold(Guarded.OPERATOR_TOKEN, "7", "why"), Status.Code.INVALID_ARGUMENT);
    assertStatus(
        () ->
            recommendations(Guarded.OPERATOR_TOKEN)
                .setStage(SetStageRequest.newBuilder().setId(ID).setReason("why").build()),
        Status.Code.INVALID_ARGUMENT);
    assertStatus(
        () ->
            recommendations(Guarded.OPERATOR_TOKEN)
                .setStage(
                    SetStageRequest.newBuilder()
                        .setId("no|such|GC_POLICY")
                        .setAction(StageAction.STAGE_ACTION_HOLD)
                        .setReason("why")
                        .build()),
        Status.Code.NOT_FOUND);
  }

  @Test
  void callerWhoCallsTooOften_isToldSo_andOthersAreNot() throws Exception {
    String greedy = jwt(issuer, "cowbell", "cowbell-viewer", 5, "greedy");
    var refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> {
              for (int i = 0; i < 2000; i++) {
                list(channel, greedy);
              }
            });

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    list(channel, jwt(issuer, "cowbell", "cowbell-viewer", 5, "modest"));
  }

  @Test
  void requestThatIsTooLarge_isRefused() throws Exception {
    assertThat(
            catchThrowableOfType(
                    StatusRuntimeException.class,
                    () ->
                        fleet(channel, jwt(issuer, "cowbell", "cowbell-viewer", 5, "large"))
                            .listHosts(
                                ListHostsRequest.newBuilder()
                                    .setFilter("x".repeat(400_000))
                                    .build()))
                .getStatus()
                .getCode())
        .isIn(
            Status.Code.RESOURCE_EXHAUSTED, Status.Code.UNAVAILABLE, Status.Code.INVALID_ARGUMENT);
  }

  private static void list(ManagedChannel channel, @Nullable String token) {
    fleet(channel, token).listHosts(ListHostsRequest.getDefaultInstance());
  }

  private static FleetServiceGrpc.FleetServiceBlockingStub fleet(
      ManagedChannel channel, @Nullable String token) {
    var stub = FleetServiceGrpc.newBlockingStub(channel);
    return token == null ? stub : stub.withInterceptors(bearer(token));
  }

  private RecommendationServiceGrpc.RecommendationServiceBlockingStub recommendations(
      String token) {
    return RecommendationServiceGrpc.newBlockingStub(channel).withInterceptors(bearer(token));
  }

  private SetStageResponse hold(String token, String requestId, String reason) {
    return recommendations(token)
        .setStage(
            SetStageRequest.newBuilder()
                .setId(ID)
                .setAction(StageAction.STAGE_ACTION_HOLD)
                .setReason(reason)
                .setRequestId(requestId)
                .build());
  }

  private static io.grpc.ClientInterceptor bearer(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static Status.Code reflection(ManagedChannel channel) throws Exception {
    CompletableFuture<Status.Code> ended = new CompletableFuture<>();
    var asking =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<ServerReflectionResponse>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    ended.complete(Status.Code.OK);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    ended.complete(Status.fromThrowable(failure).getCode());
                  }

                  @Override
                  public void onCompleted() {}
                });
    asking.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    return ended.get(10, TimeUnit.SECONDS);
  }

  private String jwt(String from, String audience, String role, int minutes) {
    return jwt(from, audience, role, minutes, "subject-7");
  }

  private String jwt(String from, String audience, String role, int minutes, String subject) {
    try {
      RsaJsonWebKey key =
          (RsaJsonWebKey)
              org.jose4j.jwk.JsonWebKey.Factory.newJwk(
                  Files.readString(folder.resolve("provider.jwk")));
      JwtClaims claims = new JwtClaims();
      claims.setIssuer(from);
      claims.setAudience(audience);
      claims.setSubject(subject);
      claims.setExpirationTimeMinutesInTheFuture(minutes);
      claims.setClaim("realm_access", Map.of("roles", List.of("offline", role)));
      JsonWebSignature signature = new JsonWebSignature();
      signature.setPayload(claims.toJson());
      signature.setKey(key.getPrivateKey());
      signature.setKeyIdHeaderValue(key.getKeyId());
      signature.setAlgorithmHeaderValue("RS256");
      return signature.getCompactSerialization();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A token that says of itself that it needs no signature. */
  private String unsigned() {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String[] parts = jwt(issuer, "cowbell", "cowbell-operator", 5).split("\\.", -1);
    return base64.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + parts[1] + ".";
  }

  private ManagedChannel channel(@Nullable String certificate) throws Exception {
    TestCertificates certificates = new TestCertificates(folder);
    var tls =
        TlsChannelCredentials.newBuilder()
            .trustManager(certificates.certificate("server").toFile());
    if (certificate != null) {
      tls.keyManager(
          certificates.certificate(certificate).toFile(), certificates.key(certificate).toFile());
    }
    return Grpc.newChannelBuilderForAddress("127.0.0.1", server.getPort(), tls.build()).build();
  }

  private HttpResponse<String> get(String path, @Nullable String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.getPort() + path));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting())
            .build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private SSLContext trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (var in = Files.newInputStream(new TestCertificates(folder).certificate("server"))) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static String basic(String password) {
    return "Basic " + Base64.getEncoder().encodeToString(("anybody:" + password).getBytes(UTF_8));
  }

  private static void assertStatus(ThrowingCallable call, Status.Code code) {
    var refused = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.getStatus().getCode()).isEqualTo(code);
    assertThat(String.valueOf(refused.getStatus().getDescription()))
        .doesNotContain("at dev.cowbell");
  }
}
