"""Forms of training."""

from django import forms

from training.models import Rating, Session


class SessionFilter(forms.Form):
    """Narrows the list of sessions."""

    status = forms.ChoiceField(
        label="State",
        choices=(("", "All sessions"), *Session.Status.choices),
        required=False,
        error_messages={"invalid_choice": "Select a state from the list"},
    )


class CancelForm(forms.Form):
    """Why a session is cancelled."""

    reason = forms.CharField(
        label="Why is this session cancelled?",
        help_text="People who hold a place or wait for one are told, and read this. "
        "Do not name a child, a family or somebody who is ill.",
        max_length=200,
        error_messages={
            "required": "Enter why the session is cancelled",
            "max_length": "Reason must be 200 characters or fewer",
        },
    )


class RatingForm(forms.Form):
    """What somebody who came thought of a session."""

    score = forms.ChoiceField(
        label="How was the session?",
        choices=Rating.Score.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select how the session was",
            "invalid_choice": "Select how the session was",
        },
    )
    online = forms.ChoiceField(
        label="Would you consider training online? (optional)",
        choices=(("yes", "Yes"), ("no", "No")),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Select yes or no"},
    )
    comment = forms.CharField(
        label="What will you do differently? (optional)",
        help_text="Do not name a child or a family.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
        error_messages={"max_length": "Comment must be 2,000 characters or fewer"},
    )

    def clean_online(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["online"])
