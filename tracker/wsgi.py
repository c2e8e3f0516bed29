"""The WSGI entry point for production servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = get_wsgi_application()

# Objects made, and not yet let go, between two looks for cycles; Python's own 700 suits small programs. A
# page of tens of thousands of statements makes millions, none in a cycle: looking took a quarter of its time.
gc.set_threshold(20_000, 20, 20)
