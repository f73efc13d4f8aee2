"""The portal's own words for what is wrong with an answer, wherever a form has not said better."""

from django import forms
from django.forms.widgets import ChoiceWidget, FileInput

# The keys under which Django's own sentences could reach a reader, by kind of field.
# A form may always say better: what it says itself is left alone.
LENGTHS = {
    "max_length": "{Label} must be %(limit_value)d characters or fewer",
    "min_length": "{Label} must be %(limit_value)d characters or more",
    "null_characters_not_allowed": "{Label} must not include characters that cannot be printed",
}
LIMITS = {
    "max_value": "{Label} must be %(limit_value)s or less",
    "min_value": "{Label} must be %(limit_value)s or more",
    "step_size": "{Label} must be a multiple of %(limit_value)s",
}
DIGITS = {
    "max_digits": "{Label} must be %(max)s digits or fewer",
    "max_decimal_places": "{Label} must have %(max)s decimal places or fewer",
    "max_whole_digits": "{Label} must have %(max)s digits or fewer before the decimal point",
}
CHOICES = {
    "invalid_choice": "Select {label} from the list",
    "invalid_list": "Select {label} from the list",
    "invalid_pk_value": "Select {label} from the list",
}
FILES = {
    "invalid": "Select the file again",
    "missing": "Select the file again",
    "empty": "The selected file is empty",
    "max_length": "The file name must be %(max)d characters or fewer",
    "contradiction": "Either select a file or remove the one there is, not both",
}
WORDS: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (forms.CharField, LENGTHS),
    (
        forms.EmailField,
        {"invalid": "Enter an email address in the correct format, like name@example.com"},
    ),
    (forms.URLField, {"invalid": "Enter a web address in the correct format, like https://a.uk"}),
    (forms.IntegerField, {"invalid": "{Label} must be a whole number, like 12"} | LIMITS),
    (forms.FloatField, {"invalid": "{Label} must be a number, like 12.5"}),
    (forms.DecimalField, {"invalid": "{Label} must be a number, like 12.5"} | DIGITS),
    (forms.DateField, {"invalid": "{Label} must be a real date, like 27 3 2027"}),
    (forms.TimeField, {"invalid": "{Label} must be a time, like 2:30pm"}),
    (forms.DateTimeField, {"invalid": "{Label} must be a real date and time"}),
    (forms.DurationField, {"invalid": "{Label} must be a length of time, like 1:30:00"}),
    (forms.RegexField, {"invalid": "Enter {label} in the correct format"}),
    (forms.JSONField, {"invalid": "{Label} must be valid JSON"}),
    (forms.UUIDField, {"invalid": "{Label} must be a valid reference"}),
    (forms.ChoiceField, CHOICES),
    (forms.ModelChoiceField, CHOICES),
    (forms.MultiValueField, {"incomplete": "Enter all of {label}", "invalid": "Check {label}"}),
    (forms.FileField, FILES),
)
MESSAGES = "default_error_messages"


def in_a_sentence(label: str) -> str:
    """'Full name' becomes 'full name'; 'NHS number' stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def wanted(field: forms.Field) -> str:
    """How an unanswered question is put: one types an answer, or picks one."""
    picked = isinstance(field.widget, ChoiceWidget | FileInput | forms.CheckboxInput)
    return "Select {label}" if picked else "Enter {label}"


def words_for(field: forms.Field) -> dict[str, str]:
    """Every sentence this kind of field can need, the more exact kind last."""
    words = {"required": wanted(field)}
    for kind, more in WORDS:
        if isinstance(field, kind):
            words |= more
    return words | getattr(field, "words", {})


def djangos_own(field: forms.Field) -> dict[str, str]:
    """Return the sentences Django would say, by key, for this kind of field."""
    own: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            own |= {key: str(text) for key, text in vars(kind).get(MESSAGES, {}).items()}
    return own


def speak(field: forms.Field, label: str) -> None:
    """Replace each of Django's sentences that the form left standing.

    `field` is the form's own copy, so nothing leaks into the next form.
    """
    theirs = djangos_own(field)
    for key, sentence in words_for(field).items():
        said = field.error_messages.get(key)
        if said is None or str(said) == theirs.get(key):
            field.error_messages[key] = fill(sentence, label)


def fill(sentence: str, label: str) -> str:
    """Put the label in. Django formats some sentences again, so no per cent sign may stay."""
    name = label.replace("%", "per cent").rstrip("?:").removesuffix(" (optional)")
    capital = name[:1].upper() + name[1:]
    return sentence.replace("{Label}", capital).replace("{label}", in_a_sentence(name))
