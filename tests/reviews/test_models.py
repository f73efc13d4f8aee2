"""What no row of reviews can say."""

from django.apps import apps

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
    """Who a child is lies under seal, in one text of one table. Keys to it are no text."""
    fields = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("reviews").get_models()
        for field in model._meta.get_fields()
        if not field.is_relation
    }
    told = {name.partition(".")[2] for name in fields}

    assert not [name for name in told if any(word in name.lower() for word in IDENTIFYING)]
    assert "name" not in told
    assert {name for name in fields if name.startswith("SubjectIdentity.")} == {
        "SubjectIdentity.id",
        "SubjectIdentity.sealed",
    }
