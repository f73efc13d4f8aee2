"""The database, the cache, the queue and what runs by the clock."""

from celery.schedules import crontab

from portal.settings.ground import env, required

DATABASES = {
    "default": {
        # Connecting takes longer than answering most pages: a thread keeps what it has for a while,
        # and looks whether it still holds before it is used for the next request.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **env.db_url_config(required("DATABASE_URL", "the address of PostgreSQL")),
    }
}
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
# The queue is a wake-up call and never the truth: what is owed stands in the database, and a round
# of beat finds it again. So a task whose process died is not put back into the queue: a task that
# kills its process would come back without end, and nothing would count how often.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 14 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 500_000  # kilobytes; checked after each task
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 25  # seconds to finish in; needs REMAP_SIGTERM=SIGQUIT
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60 * 60,  # longer than any task may take, or it would run twice
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/London"
NIGHTLY = crontab(hour=2, minute=40)
CELERY_BEAT_SCHEDULE = {
    "start clocks of actions": {"task": "partners.tasks.start_clocks", "schedule": 60 * 60},
    "ask what training changed": {"task": "training.tasks.evaluate", "schedule": 60 * 60},
    "plan what people are told": {"task": "portal.tasks.plan", "schedule": 10 * 60},
    "send what still waits": {
        "task": "portal.tasks.send_waiting",
        "schedule": 2 * 60,
        "options": {"expires": 2 * 60},  # rounds never pile up behind a slow mail server
    },
    "turn waiting lists": {"task": "training.tasks.turn_waiting_lists", "schedule": 2 * 60},
    "remind of training": {
        "task": "training.tasks.remind_of_training",
        "schedule": crontab(hour=7, minute=10),
    },
    "remove old needs": {"task": "training.tasks.remove_old_needs", "schedule": NIGHTLY},
    "watch training policies": {"task": "training.tasks.watch_policies", "schedule": NIGHTLY},
    "anchor the record": {"task": "portal.tasks.anchor", "schedule": crontab(hour=4, minute=40)},
    "render what still waits": {"task": "portal.tasks.render_waiting", "schedule": 5 * 60},
    "take up packs that wait": {"task": "portal.tasks.tidy_packs", "schedule": 5 * 60},
    "scan what still waits": {"task": "portal.tasks.scan_waiting", "schedule": 5 * 60},
    "scan with new signatures": {"task": "portal.tasks.scan_outdated", "schedule": NIGHTLY},
    "tell of new training dates": {
        "task": "training.tasks.tell_new_dates",
        "schedule": crontab(hour=7, minute=10),
    },
    "tidy files": {"task": "portal.tasks.tidy_files", "schedule": NIGHTLY},
}
