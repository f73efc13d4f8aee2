"""What no row of child death review can say."""

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
    "story",
)


def test_no_field_could_hold_who_a_child_was_or_what_happened():
    fields = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("cdop").get_models()
        for field in model._meta.get_fields()
    }

    assert not [name for name in fields if any(word in name.lower() for word in IDENTIFYING)]
    assert [name for name in fields if name.endswith(".name")] == ["Factor.name"]


def test_death_has_no_free_text_at_all():
    texts = [
        f.name for f in apps.get_model("cdop.Death")._meta.fields if type(f).__name__ == "TextField"
    ]

    assert texts == []
