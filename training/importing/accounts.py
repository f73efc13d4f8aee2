"""How the training account and its host come in from elsewhere, and leave again."""

from training.importing.invoices import lay
from training.models import AccountYear, Cost, TrainingHost

lay(
    "training_hosts",
    "Which organisation hosts training",
    TrainingHost,
    "partnership",
    "partnership agency since until note",
)
lay(
    "training_accounts",
    "Training account by year",
    AccountYear,
    "partnership",
    "partnership year brought_forward decision decided_by decided_on words surplus closed_on",
)
lay(
    "training_costs",
    "Costs of training",
    Cost,
    "account__partnership",
    "account heading amount spent_on text session contract corrects reason recorded_on",
)
