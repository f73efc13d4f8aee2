# One image for web, worker and beat. Build: docker build -t safeguarding-portal .
FROM python:3.13-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.8
WORKDIR /portal
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_DEFAULT_GROUPS=1
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-default-groups

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /portal portal \
    && install -d -o portal /portal /files
WORKDIR /portal
ENV PATH=/portal/.venv/bin:$PATH PYTHONUNBUFFERED=1 PRODUCTION=1 \
    STATIC_ROOT=/portal/staticfiles FILES_DIR=/files
COPY --from=build /portal/.venv .venv
COPY . .
# The settings want every secret; collecting style sheets needs none of them.
RUN SECRET_KEY=build RECORD_KEY=built FIELD_KEYS=builder DATABASE_URL=postgresql:///none REDIS_URL=redis://none \
    EMAIL_URL=smtp://none \
    python manage.py collectstatic --no-input --verbosity 0
USER portal
VOLUME /files
EXPOSE 8000
# No access log: addresses that set a new password would stand in it.
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm"]
