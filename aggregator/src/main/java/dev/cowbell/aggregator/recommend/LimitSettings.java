package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.limit.LimitPolicy;
import dev.cowbell.aggregator.limit.RestartLimit;

/**
 * Lines to paste for a limit on a worker's memory. uWSGI takes whole MiB and one limit for all
 * workers, so it gets the limit without jitter and spreads lifetimes instead. gunicorn has no
 * memory limit of its own and gets one as a hook. Puma's killer looks at all workers together.
 * php-fpm counts requests only.
 */
final class LimitSettings {

  private static final long BYTES_PER_MIB = 1L << 20;

  private LimitSettings() {}

  static String of(Plan plan, long sharedBytes) {
    long withoutJitter = (long) plan.withoutJitterBytes();
    return uwsgi(withoutJitter, sharedBytes, lifetimeSeconds(plan))
        + gunicorn((long) plan.limit().bytes(), plan.limit().jitter())
        + puma((long) plan.limit().peakBytes(), sharedBytes)
        + phpFpm(withoutJitter, lifetimeSeconds(plan));
  }

  /** Between two restarts of a worker, as foretold; a week where they are rarer than that. */
  private static long lifetimeSeconds(Plan plan) {
    double perDay =
        RestartLimit.given(
                plan.withoutJitterBytes(), plan.model(), plan.shape(), LimitPolicy.DEFAULT)
            .restartsPerWorkerDay();
    return Math.round(86_400 / Math.max(1.0 / 7, perDay));
  }

  private static String uwsgi(long bytes, long sharedBytes, long lifetimeSeconds) {
    return """
    # uWSGI: private memory, the better limit, where this uWSGI has it (uwsgi --help | grep reload-on-uss)
    reload-on-uss = %1$d
    # uWSGI without it (2.0): resident memory, the same limit with what is shared added
    reload-on-rss = %2$d
    # uWSGI has one limit for all workers; this spreads their restarts: worker n lives n x delta seconds longer
    max-worker-lifetime = %3$d
    max-worker-lifetime-delta = %4$d

    """
        .formatted(
            mib(bytes),
            mib(bytes + sharedBytes),
            lifetimeSeconds,
            Math.max(1, lifetimeSeconds / 100));
  }

  private static String gunicorn(long bytes, double jitter) {
    return """
    # gunicorn: in gunicorn.conf.py; it has no memory limit of its own, so each worker looks after every 100th request
    import random

    PRIVATE_LIMIT = %d * 2**20

    def _private_bytes():
        with open("/proc/self/smaps_rollup") as rollup:
            return sum(int(line.split()[1]) * 1024 for line in rollup if line.startswith("Private_"))

    def post_fork(server, worker):
        worker.private_limit = PRIVATE_LIMIT * (1 - %s * random.random())

    def post_request(worker, req, environ, resp):
        if worker.nr %% 100 == 0 and _private_bytes() > worker.private_limit:
            worker.alive = False  # as max_requests does: the master forks another

    """
        .formatted(mib(bytes), Humane.number(jitter));
  }

  private static String puma(long peakBytes, long sharedBytes) {
    return """
    # puma_worker_killer: in config/puma.rb; it restarts the largest worker when all together exceed ram x percent_usage
    before_fork do
      PumaWorkerKiller.config do |config|
        config.ram = %d # MiB
        config.percent_usage = 1.0
        config.frequency = 60
        config.rolling_restart_frequency = false
      end
      PumaWorkerKiller.start
    end

    """
        .formatted(mib(peakBytes + sharedBytes));
  }

  private static String phpFpm(long bytes, long lifetimeSeconds) {
    return """
    ; php-fpm: in the pool's file; it counts requests only. A worker reaches %d MiB after %s: put as many as it serves in
    ; that time, which the pool's status page tells: accepted conn / start since / pm.max_children x %d
    ;pm.max_requests =
    """
        .formatted(mib(bytes), Humane.seconds((double) lifetimeSeconds), lifetimeSeconds);
  }

  private static long mib(long bytes) {
    return bytes / BYTES_PER_MIB;
  }
}
