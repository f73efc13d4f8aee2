"""How `python -m gunicorn portal.wsgi` runs the portal; its command line may say otherwise.

It writes no access log: the portal writes one line a request, without what somebody typed.
"""

import os
from pathlib import Path

from portal.logs import logging_settings

bind = "0.0.0.0:8000"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = 4
timeout = 120
graceful_timeout = 25
max_requests = 2000
max_requests_jitter = 200
memory = Path("/dev/shm")  # noqa: S108 - gunicorn makes files of its own in it
if memory.is_dir():
    worker_tmp_dir = str(memory)
form = "json" if os.environ.get("PRODUCTION") else "plain"
logconfig_dict = logging_settings(os.environ.get("LOG_FORMAT") or form, "WARNING")
