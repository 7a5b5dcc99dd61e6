# What is done often. https://just.systems; each line can be given by hand as well.

# Show the recipes.
default:
    @just --list

# An environment's tools, and all members as they stand here.
setup:
    python -m pip install -r requirements-test.lock
    python -m pip install --no-deps -e core -e sandboxes $(printf -- '-e %s ' plugins/*/)

# All tests, or what pytest is told: just test -n 0 core/tests/test_runs.py
test *what:
    python -m pytest {{ what }}

# What CI looks at before the tests.
lint:
    ruff check .
    ruff format --check .
    lint-imports
    mypy

# Put the code in order.
format:
    ruff check --fix .
    ruff format .

# Is the documentation true?
docs:
    python -m pytest tests/test_docs.py tests/test_data_format.py tests/test_recipe_docs.py core/tests/test_ops_docs.py

# A figure measured again: just bench engine_speed
bench name *options:
    python benchmarks/{{ name }}.py {{ options }}

# Wheels and sdists of everything, for a release.
dist:
    rm -rf dist
    for member in . core sandboxes plugins/*/; do (cd "$member" && python -m hatchling build -d "{{ justfile_directory() }}/dist"); done

# The cards of a domain's parts, for the docs: just cards math
cards domain:
    assay check {{domain}} --rows 5 --out docs/cards/{{domain}}.json --page docs/cards/{{domain}}.md
