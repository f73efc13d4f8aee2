"""The demonstration pack, imported once for a whole module and taken back after it."""

import pytest
from django.db import transaction

from demo.generate import pack
from portal.packs.exporting import write_folder
from portal.packs.importing import import_pack
from tests.demo import urls


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    write_folder(folder, pack())
    with django_db_blocker.unblock(), transaction.atomic():
        import_pack(folder)
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(settings):
    """The settings as they are while the demonstration runs."""
    settings.DEMO = True
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "demo"]
    settings.ROOT_URLCONF = urls.__name__
    return settings
