package dev.cowbell.collector.app;

import dev.cowbell.collector.kubernetes.ApiServer;
import dev.cowbell.collector.kubernetes.PodNames;
import dev.cowbell.collector.kubernetes.PodWatch;
import java.util.Optional;

/**
 * Where names of pods come from, if they come from anywhere.
 *
 * @param watch absent outside Kubernetes
 */
record PodSource(Optional<PodWatch> watch) implements AutoCloseable {
  static PodSource of(Optional<ApiServer> server) {
    return new PodSource(server.map(PodWatch::start));
  }

  PodNames names() {
    return watch.<PodNames>map(started -> started).orElse(PodNames.NONE);
  }

  /** What the node's labels say that this machine is, once that is known. */
  Optional<String> instanceType() {
    return watch.flatMap(PodWatch::instanceType);
  }

  @Override
  public void close() {
    watch.ifPresent(PodWatch::close);
  }
}
