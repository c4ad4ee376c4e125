package dev.cowbell.api.server.call;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever answers how long the caller waits: up to the {@code grpc-timeout} of the request,
 * which the server under this line of Quarkus does not put into the gRPC context by itself, or
 * until they go away.
 */
@GlobalInterceptor
@Singleton
public final class Deadlines implements ServerInterceptor {
  private static final Context.Key<Long> END_NANOS = Context.key("cowbell-deadline");
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Context known = Farewell.known(Context.current());
    Context timed =
        parse(headers.get(TIMEOUT))
            .map(wait -> known.withValue(END_NANOS, System.nanoTime() + wait.toNanos()))
            .orElse(known);
    return Contexts.interceptCall(timed, call, headers, next);
  }

  /** Time the caller of the current call still waits, but no more than so long. */
  static Duration left(Duration longest) {
    Long endNanos = END_NANOS.get();
    if (endNanos == null) {
      return longest;
    }
    Duration left = Duration.ofNanos(endNanos - System.nanoTime());
    return left.compareTo(longest) < 0 ? left : longest;
  }

  /** A timeout as it is sent; absent where there is none, or none of the form of the protocol. */
  static Optional<Duration> parse(@Nullable String timeout) {
    Matcher matcher = FORM.matcher(timeout == null ? "" : timeout);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Duration wait =
        Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)).toChronoUnit());
    return Optional.of(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
  }

  private static TimeUnit unit(String letter) {
    return switch (letter) {
      case "H" -> TimeUnit.HOURS;
      case "M" -> TimeUnit.MINUTES;
      case "S" -> TimeUnit.SECONDS;
      case "m" -> TimeUnit.MILLISECONDS;
      case "u" -> TimeUnit.MICROSECONDS;
      default -> TimeUnit.NANOSECONDS;
    };
  }
}
