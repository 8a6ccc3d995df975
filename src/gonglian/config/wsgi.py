"""The WSGI entry: `granian --interface wsgi gonglian.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonglian.config.settings")
application = get_wsgi_application()
