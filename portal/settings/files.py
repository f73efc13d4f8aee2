"""Where files lie, and how static ones are served."""

from portal.settings.ground import BASE_DIR, DEBUG, PRODUCTION, VAR_DIR, env

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("FILES_DIR", default=str(VAR_DIR / "files"))},
        # No address leads to a stored file: `MEDIA_URL` is None, so asking for one is an error.
    },
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
MEDIA_URL = None
MEGABYTE = 1024 * 1024
# What people may send. The proxy has a limit of its own; see docs/operations.md.
FILE_LARGEST = 25 * MEGABYTE
# The largest that any page takes, a pack of records; no more of one file is written down.
RECEIVED_LARGEST = 64 * MEGABYTE
FILES_AT_ONCE = 10
FILES_OF_A_PERSON = env.int("FILES_OF_A_PERSON_MB", default=1000) * MEGABYTE
FILES_ABOUT_A_SUBJECT = env.int("FILES_ABOUT_A_SUBJECT_MB", default=250) * MEGABYTE
# A few more than the forms take: whoever selects eleven reads a sentence and no error page.
DATA_UPLOAD_MAX_NUMBER_FILES = 2 * FILES_AT_ONCE
FILE_UPLOAD_HANDLERS = [
    "portal.files.receiving.NoMoreThan",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# A file is opened in a process apart, with limits. Off in tests.
OPEN_APART = env.bool("OPEN_APART", default=True)
# The virus scanner: tcp://host:port or unix:///path. Without one, a file waits for ever where one
# is required, and is let through with the words "not scanned" where none is.
CLAMD_URL = env.str("CLAMD_URL", default="")
SCANNER_REQUIRED = env.bool("SCANNER_REQUIRED", default=PRODUCTION)
SCANNER_SECONDS = env.int("SCANNER_SECONDS", default=60)

WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG

# Where the last seals of the record are copied each day, beyond the reach of who runs the database.
ANCHOR_FILE = env.str("ANCHOR_FILE", default="")
ANCHOR_TO = env.list("ANCHOR_TO", default=[])
# Backups are encrypted to this certificate; its key is somewhere else.
BACKUP_CERTIFICATE = env.str("BACKUP_CERTIFICATE", default="")
# Where pg_dump and pg_restore are, if not with the embedded engines or on the path.
POSTGRES_PROGRAMS = env.str("POSTGRES_PROGRAMS", default="")
