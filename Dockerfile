# One image for web, worker, beat and the jobs an operator starts.
# Build: docker build -t safeguarding-portal .
FROM python:3.13-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.8
WORKDIR /portal
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_DEFAULT_GROUPS=1
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-default-groups

FROM python:3.13-slim-bookworm
# What draws PDF; what makes and restores backups of PostgreSQL 18; what encrypts them.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 \
        openssl ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /tmp portal \
    && install -d -o portal /files /backups
WORKDIR /portal
ENV PATH=/portal/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PRODUCTION=1 \
    STATIC_ROOT=/portal/staticfiles FILES_DIR=/files HOME=/tmp
COPY --from=build /portal/.venv .venv
COPY . .
# The settings want every secret; collecting style sheets needs none of them.
RUN SECRET_KEY=build RECORD_KEY=built FIELD_KEYS=builds DATABASE_URL=postgresql:///none \
    REDIS_URL=redis://none EMAIL_URL=smtp://none \
    python manage.py collectstatic --no-input --verbosity 0
USER portal
VOLUME ["/files", "/backups"]
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["python", "-m", "portal.probe", "web"]
# gunicorn.conf.py says the rest. Settings that are not fit for real records stop it here.
CMD ["sh", "-c", "python manage.py check --deploy --fail-level WARNING && exec python -m gunicorn portal.wsgi"]
