package dev.cowbell.aggregator.recommend;

/**
 * Lines to paste for workers that leave without tearing their memory down. Python visits each
 * object once more when it ends, which copies what was still shared: with a heap of 90 MB a uWSGI
 * worker that left cost 21,672 minor faults and 1,042 with skip-atexit-teardown, one of gunicorn
 * 25,237 and 649 with os._exit (uWSGI 2.0.21, gunicorn 20.1, CPython 3.11). Freezing does not help
 * there.
 */
final class ExitRemedy {

  static final String TEXT =
      """

      # where memory dips during reloads, because leaving workers copy what they still share
      # uWSGI: registered atexit functions still run, the interpreter is not torn down
      skip-atexit-teardown = true
      # gunicorn: in gunicorn.conf.py; what runs at exit (atexit, flushing of buffers) has to be done before that line
      import os
      def worker_exit(server, worker):
          os._exit(0)
      # a server of your own: the last line of the child
      os._exit(0)
      """;

  private ExitRemedy() {}
}
