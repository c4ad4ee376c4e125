package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cowbell.api.contract.v1.EfficiencyServiceGrpc;
import dev.cowbell.api.contract.v1.FleetServiceGrpc;
import dev.cowbell.api.contract.v1.GetSavingsRequest;
import dev.cowbell.api.contract.v1.ListHostsRequest;
import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import dev.cowbell.api.contract.v1.WatchRecommendationsRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A query that nobody waits for stops in the database: here one that waits for a lock. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class PatienceTest {
  @TestHTTPResource URI server = URI.create("http://injected.invalid");

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String database = "";

  Channel channel;
  Watcher locker;
  Watcher watcher;

  @BeforeEach
  void lock() throws Exception {
    channel = Channel.to(server);
    watcher = Watcher.of(database);
    locker = Watcher.of(database);
    locker.connection().setAutoCommit(false);
    locker.run("LOCK TABLE savings IN ACCESS EXCLUSIVE MODE");
  }

  @AfterEach
  void unlock() throws Exception {
    locker.connection().rollback();
    locker.close();
    watcher.close();
    channel.close();
  }

  @Test
  void call_pastItsDeadline_isAnsweredSo_andItsQueryStops() throws Exception {
    var efficiency =
        EfficiencyServiceGrpc.newBlockingStub(channel.grpc())
            .withDeadlineAfter(500, TimeUnit.MILLISECONDS);

    var refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> efficiency.getSavings(GetSavingsRequest.getDefaultInstance()));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    Soon.is("the query has stopped", () -> watcher.running() == 0);
  }

  @Test
  void call_thatIsCancelled_stopsItsQuery() throws Exception {
    var call =
        EfficiencyServiceGrpc.newFutureStub(channel.grpc())
            .getSavings(GetSavingsRequest.getDefaultInstance());
    Soon.is("the query runs", () -> watcher.running() == 1);

    call.cancel(true);

    Soon.is("the query has stopped", () -> watcher.running() == 0);
  }

  @Test
  void callsThatAreCancelled_leaveOthersOnTheirConnectionAlone() throws Exception {
    var watching = new CompletableFuture<Void>();
    var seen = new CountDownLatch(3);
    RecommendationServiceGrpc.newStub(channel.grpc())
        .watchRecommendations(
            WatchRecommendationsRequest.getDefaultInstance(), observer(seen, watching));
    assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();

    for (int i = 0; i < 20; i++) {
      var call =
          EfficiencyServiceGrpc.newFutureStub(channel.grpc())
              .getSavings(GetSavingsRequest.getDefaultInstance());
      if (i % 2 == 0) {
        Soon.is("the query runs", () -> watcher.running() == 1);
      }
      call.cancel(true);
    }
    for (int i = 0; i < 20; i++) {
      cancelledReflection();
    }
    FleetServiceGrpc.newBlockingStub(channel.grpc())
        .listHosts(ListHostsRequest.getDefaultInstance());

    assertThat(watching).isNotDone();
  }

  private void cancelledReflection() {
    var call =
        channel
            .grpc()
            .newCall(ServerReflectionGrpc.getServerReflectionInfoMethod(), CallOptions.DEFAULT);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.request(2);
    call.sendMessage(
        ServerReflectionRequest.newBuilder()
            .setFileContainingSymbol("cowbell.v1.FleetService")
            .build());
    call.halfClose();
    call.cancel("seen enough", null);
  }

  private static <T> StreamObserver<T> observer(
      CountDownLatch seen, CompletableFuture<Void> ended) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {
        seen.countDown();
      }

      @Override
      public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {
        ended.complete(null);
      }
    };
  }
}
