package dev.cowbell.aggregator.recommend;

/**
 * Lines to paste for a limit on a worker's memory. uWSGI takes whole MiB; gunicorn has no memory
 * limit of its own.
 */
final class LimitSnippet {

  private static final long BYTES_PER_MIB = 1L << 20;

  private LimitSnippet() {}

  static String of(long ussBytes, long rssBytes) {
    return """
    # uWSGI: private memory, the better limit, where this uWSGI has it (uwsgi --help | grep reload-on-uss)
    reload-on-uss = %d
    # uWSGI without it: resident memory, the same limit with what is shared added
    reload-on-rss = %d

    # gunicorn has no limit on memory: restart workers by requests, with jitter so that they do not restart together,
    # and choose max_requests so that a worker stays below %d MiB of private memory
    max_requests = 10000
    max_requests_jitter = 3000
    """
        .formatted(ussBytes / BYTES_PER_MIB, rssBytes / BYTES_PER_MIB, ussBytes / BYTES_PER_MIB);
  }
}
