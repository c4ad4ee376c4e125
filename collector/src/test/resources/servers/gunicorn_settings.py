"""Settings of gunicorn for tests."""
import shop


def post_fork(server, worker):
    shop.work()
