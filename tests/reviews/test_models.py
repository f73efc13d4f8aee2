"""What no row of reviews can say."""

from django.apps import apps
from django.db.models import URLField

IDENTIFYING = (
    "child",
    "surname",
    "forename",
    "birth",
    "dob",
    "address",
    "postcode",
    "nhs",
    "school",
)


def test_no_field_could_hold_who_a_child_is():
    """Who a child is lies under seal, in one text of one table. Keys to it are no text.

    An address on the web is where a paper is published, and nobody's home.
    """
    fields = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("reviews").get_models()
        for field in model._meta.get_fields()
        if not (field.is_relation or isinstance(field, URLField))
    }
    told = {name.partition(".")[2] for name in fields}

    assert not [name for name in told if any(word in name.lower() for word in IDENTIFYING)]
    assert {name for name in fields if name.endswith(".name")} == {"CommonTheme.name"}
    assert {name for name in fields if name.startswith("SubjectIdentity.")} == {
        "SubjectIdentity.id",
        "SubjectIdentity.sealed",
    }
