"""Pages of the learning hub."""

from learning_hub.views.audits import audit, audit_list
from learning_hub.views.cycles import cycle, cycle_list, stage_close
from learning_hub.views.indicators import indicator, indicator_csv, indicator_list
from learning_hub.views.learning import (
    learning_add,
    learning_check,
    learning_edit,
    learning_list,
    learning_point,
    learning_send_back,
    learning_share,
)
from learning_hub.views.questionnaires import (
    question_add,
    question_down,
    question_edit,
    question_remove,
    question_up,
    questionnaire,
    questionnaire_add,
    questionnaire_list,
    questionnaire_version,
    version_discard,
    version_intro,
    version_preview,
    version_publish,
    version_start,
)
from learning_hub.views.recommendations import recommendation_answer
from learning_hub.views.resources import resource, resource_list
from learning_hub.views.supply import told

__all__ = [
    "audit",
    "audit_list",
    "cycle",
    "cycle_list",
    "indicator",
    "indicator_csv",
    "indicator_list",
    "learning_add",
    "learning_check",
    "learning_edit",
    "learning_list",
    "learning_point",
    "learning_send_back",
    "learning_share",
    "question_add",
    "question_down",
    "question_edit",
    "question_remove",
    "question_up",
    "questionnaire",
    "questionnaire_add",
    "questionnaire_list",
    "questionnaire_version",
    "recommendation_answer",
    "resource",
    "resource_list",
    "stage_close",
    "told",
    "version_discard",
    "version_intro",
    "version_preview",
    "version_publish",
    "version_start",
]
