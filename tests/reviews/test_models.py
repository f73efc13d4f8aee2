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
    fields = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("reviews").get_models()
        for field in model._meta.get_fields()
    }

    assert not [name for name in fields if any(word in name.lower() for word in IDENTIFYING)]
    assert not [name for name in fields if name.endswith(".name")]
