"""The database, the cache, the queue and what runs by the clock."""

from celery.schedules import crontab

from portal.settings.ground import env, required

DATABASES = {"default": env.db_url_config(required("DATABASE_URL", "the address of PostgreSQL"))}
REDIS_URL = required("REDIS_URL", "the address of Redis")
# Hosts on a network where only the portal's own machines are: they need no TLS.
PRIVATE_HOSTS = env.list("PRIVATE_HOSTS", default=[])
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}
# Opens /readyz to a probe on another machine, which sends it as "Authorization: Bearer ...".
READY_TOKEN = env.str("READY_TOKEN", default="")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", default=False)
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/London"
NIGHTLY = crontab(hour=2, minute=40)
CELERY_BEAT_SCHEDULE = {
    "start clocks of actions": {"task": "partners.tasks.start_clocks", "schedule": 60 * 60},
    "plan what people are told": {"task": "portal.tasks.plan", "schedule": 10 * 60},
    "send what still waits": {
        "task": "portal.tasks.send_waiting",
        "schedule": 2 * 60,
        "options": {"expires": 2 * 60},  # rounds never pile up behind a slow mail server
    },
    "anchor the record": {"task": "portal.tasks.anchor", "schedule": crontab(hour=4, minute=40)},
    "render what still waits": {"task": "portal.tasks.render_waiting", "schedule": 5 * 60},
    "take up packs that wait": {"task": "portal.tasks.tidy_packs", "schedule": 5 * 60},
    "scan what still waits": {"task": "portal.tasks.scan_waiting", "schedule": 5 * 60},
    "scan with new signatures": {"task": "portal.tasks.scan_outdated", "schedule": NIGHTLY},
    "tidy files": {"task": "portal.tasks.tidy_files", "schedule": NIGHTLY},
}
