# Engines for commands that need them: those of the environment, or embedded ones for this command.
with := "python -m portal.engines --test"
export PATH := justfile_directory() / ".venv/bin:" + env("PATH")

# what you can do here
default:
    @just --list

# look at everything, change nothing: what ./test and CI run
check: style layers templates security
    {{ with }} just types migrations pytest

# put right what can be put right
fix:
    ruff check --fix .
    ruff format .
    djlint templates --reformat --quiet

# the tests you name, fast:  just test tests/training -k cancel
test *args:
    {{ with }} python -m pytest {{ args }}

# open the portal with the demonstration
run:
    ./run

# fill an empty database with the demonstration again:  just demo (deletes var/pg)
demo:
    rm -rf var/pg
    ./run

# queries and milliseconds a page at 1, 10 and 100 times the demonstration's size
bench:
    DEMO=1 {{ with }} python -m pytest tests/bench -p no:randomly -s

# what a request costs here and in a checkout of another version, asked in turn:  just compare /tmp/before
compare folder:
    python -m tests.bench.compare {{ folder }}

# pictures of every page for the people who use it, into var/look/
look:
    DEMO=1 {{ with }} python -m tests.journeys.look

style:
    ruff check .
    ruff format --check .

types:
    mypy manage.py portal partners learning_hub reviews cdop training dashboard demo

layers:
    lint-imports --no-logo

templates:
    djlint templates --lint --quiet
    djlint templates --check

# faults and secrets in what is written here, and the list of what it stands on (var/sbom.json)
security:
    bandit --quiet --recursive --severity-level medium --configfile pyproject.toml portal partners learning_hub reviews cdop training dashboard demo gunicorn.conf.py manage.py
    find . \( -path ./.git -o -path ./.venv -o -path ./var -o -path ./static -o -path ./staticfiles -o -path ./docs/images -o -path ./tests -o -path ./demo/facts -o -name migrations -o -name __pycache__ -o -name '.*_cache' \) -prune -o -type f ! -name uv.lock ! -name '.env' ! -name '.coverage*' -print0 | xargs -0 detect-secrets-hook --no-verify --disable-plugin KeywordDetector --exclude-lines 'user:password@|:\$\{|alphabet|ALPHABET'
    mkdir -p var && uv export --quiet --frozen --no-default-groups --format cyclonedx1.5 --output-file var/sbom.json

migrations:
    DEMO=1 python manage.py makemigrations --check --dry-run

# every test, then branch coverage: 95 % of everything, 100 % of what decides
pytest:
    python -m pytest -n 2 --dist loadgroup --cov --cov-report=
    coverage report
    coverage report --fail-under=100 --include='*/access.py,*/access/*.py,*/workflow.py,*/workflow/*.py,*/deadlines.py,*/deadlines/*.py,*/actions.py,*/actions/*.py,*/figures.py,*/figures/*.py'
