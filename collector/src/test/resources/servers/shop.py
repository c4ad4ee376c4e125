"""A WSGI application of some size, for tests: what it loads is inherited by every worker of a server that loads it first."""
import time

RECORDS = [[str(number), {number: str(number)}] for number in range(60000)]


def work(seconds=0.03):
    """Uses that much CPU, as the first requests would."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


try:
    import uwsgi

    uwsgi.post_fork_hook = work
except ImportError:
    pass


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(RECORDS)).encode()]
