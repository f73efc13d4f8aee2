"""Pages of reviews. Each asks a keeper, so a conflict of interest shuts all of them."""

from reviews.views.answering import (
    information,
    information_entry_add,
    information_entry_remove,
    information_list,
    information_send,
)
from reviews.views.archive import (
    review_list,
)
from reviews.views.asking import (
    chronology_list,
    information_ask,
    information_chase,
    information_give_back,
    information_withdraw,
    participation_list,
    rapid_asked,
)
from reviews.views.assuring import (
    assurance,
    assurance_list,
    assurance_sign,
)
from reviews.views.carrying import (
    impact_plan,
    impact_record,
    product_add,
    product_remove,
)
from reviews.views.cases import (
    review,
)
from reviews.views.chain import (
    chain,
    recommendation_list,
)
from reviews.views.chain_steps import (
    learning_step,
)
from reviews.views.challenging import (
    challenge_add,
    challenge_answer,
    guide_sent,
)
from reviews.views.children import (
    child_add,
    child_edit,
    identity,
    identity_seal,
)
from reviews.views.clearing import (
    anonymity_accept,
    anonymity_check,
)
from reviews.views.closing import (
    learning_begin,
    review_close,
)
from reviews.views.commissioning import (
    agency_declaration,
    key_line_drop,
    local_ask_agencies,
    local_ask_progress,
    local_key_lines,
    local_reviewer,
    local_scrutiny,
    progress_answer,
    reviewer_end,
)
from reviews.views.deciding import (
    rapid_final,
    rapid_local,
    rapid_reopen,
    rapid_view,
)
from reviews.views.figures import (
    figures,
    figures_start,
    learning_summary,
)
from reviews.views.file_steps import (
    first_steps,
)
from reviews.views.handovers import (
    handover,
    handover_list,
    handover_offer,
    handover_take_back,
    handovers_section,
)
from reviews.views.incidents import (
    incident_section,
)
from reviews.views.judging import (
    assurance_ask,
    assurance_chase,
    assurance_judge,
    assurance_withdraw,
)
from reviews.views.kind_steps import (
    kind_steps_elsewhere,
    kind_steps_occasion,
    kind_steps_set,
    related_section,
)
from reviews.views.kinds import (
    contribution,
    contribution_outcome,
    occasion,
    related_add,
    related_remove,
    review_add,
    review_themes,
)
from reviews.views.letting import (
    declare_conflict,
    end_grant,
    let_in,
    lift_conflict,
    shut_out_agency,
)
from reviews.views.local import (
    local_begin,
    local_commission,
    local_decide,
    local_delay,
    local_pause,
    local_resume,
    local_review,
)
from reviews.views.national import (
    gap,
    gap_action,
    gap_add,
    national,
    national_add,
    national_edit,
    national_list,
    national_reply,
)
from reviews.views.opening import (
    emergency_open,
    emergency_review,
    end_agency_grant,
    let_in_agency,
)
from reviews.views.outcomes import (
    publication_outcome,
    publication_take_up,
    publication_withdraw,
)
from reviews.views.publication import (
    local_move,
    publication,
    publication_learning,
    publication_report,
    publication_sign,
)
from reviews.views.published import (
    published,
    published_file,
    published_list,
)
from reviews.views.publishing import (
    plan_publication,
    record_copies,
    record_publication,
    share_learning,
)
from reviews.views.rapid_contents import (
    attendance_remove,
    rapid_criteria,
    rapid_criterion,
    rapid_hold,
    rapid_meeting,
    rapid_meeting_add,
    rapid_meetings,
    rapid_section,
    rapid_sections,
    safety,
    safety_add,
    safety_done,
)
from reviews.views.rapid_file import (
    rapid,
    rapid_dates,
    rapid_not_met,
    rapid_open,
    rapid_rule,
)
from reviews.views.rapid_signing import (
    rapid_pack,
    rapid_pdf,
    rapid_sent,
    rapid_sign,
    rapid_sign_off,
    rapid_submit,
    rapid_take_back,
)
from reviews.views.recommending import (
    action_confirm,
    action_send_back,
    recommendation_action,
    recommendation_add,
    recommendation_decide,
    recommendation_edit,
)
from reviews.views.referring import (
    referral_add,
    referral_list,
)
from reviews.views.register import (
    register,
)
from reviews.views.screening import (
    incident_edit,
    notification_add,
    screen_again,
    screening,
)
from reviews.views.thematic import (
    common_theme_remove,
    thematic_file_remove,
    thematic_files,
    thematic_themes,
)
from reviews.views.working import (
    comment_answer,
    draft,
    draft_read,
    local_contacts,
    local_draft_add,
)

__all__ = [
    "action_confirm",
    "action_send_back",
    "agency_declaration",
    "anonymity_accept",
    "anonymity_check",
    "assurance",
    "assurance_ask",
    "assurance_chase",
    "assurance_judge",
    "assurance_list",
    "assurance_sign",
    "assurance_withdraw",
    "attendance_remove",
    "chain",
    "challenge_add",
    "challenge_answer",
    "child_add",
    "child_edit",
    "chronology_list",
    "comment_answer",
    "common_theme_remove",
    "contribution",
    "contribution_outcome",
    "declare_conflict",
    "draft",
    "draft_read",
    "emergency_open",
    "emergency_review",
    "end_agency_grant",
    "end_grant",
    "figures",
    "figures_start",
    "first_steps",
    "gap",
    "gap_action",
    "gap_add",
    "guide_sent",
    "handover",
    "handover_list",
    "handover_offer",
    "handover_take_back",
    "handovers_section",
    "identity",
    "identity_seal",
    "impact_plan",
    "impact_record",
    "incident_edit",
    "incident_section",
    "information",
    "information_ask",
    "information_chase",
    "information_entry_add",
    "information_entry_remove",
    "information_give_back",
    "information_list",
    "information_send",
    "information_withdraw",
    "key_line_drop",
    "kind_steps_elsewhere",
    "kind_steps_occasion",
    "kind_steps_set",
    "learning_begin",
    "learning_step",
    "learning_summary",
    "let_in",
    "let_in_agency",
    "lift_conflict",
    "local_ask_agencies",
    "local_ask_progress",
    "local_begin",
    "local_commission",
    "local_contacts",
    "local_decide",
    "local_delay",
    "local_draft_add",
    "local_key_lines",
    "local_move",
    "local_pause",
    "local_resume",
    "local_review",
    "local_reviewer",
    "local_scrutiny",
    "national",
    "national_add",
    "national_edit",
    "national_list",
    "national_reply",
    "notification_add",
    "occasion",
    "participation_list",
    "plan_publication",
    "product_add",
    "product_remove",
    "progress_answer",
    "publication",
    "publication_learning",
    "publication_outcome",
    "publication_report",
    "publication_sign",
    "publication_take_up",
    "publication_withdraw",
    "published",
    "published_file",
    "published_list",
    "rapid",
    "rapid_asked",
    "rapid_criteria",
    "rapid_criterion",
    "rapid_dates",
    "rapid_final",
    "rapid_hold",
    "rapid_local",
    "rapid_meeting",
    "rapid_meeting_add",
    "rapid_meetings",
    "rapid_not_met",
    "rapid_open",
    "rapid_pack",
    "rapid_pdf",
    "rapid_reopen",
    "rapid_rule",
    "rapid_section",
    "rapid_sections",
    "rapid_sent",
    "rapid_sign",
    "rapid_sign_off",
    "rapid_submit",
    "rapid_take_back",
    "rapid_view",
    "recommendation_action",
    "recommendation_add",
    "recommendation_decide",
    "recommendation_edit",
    "recommendation_list",
    "record_copies",
    "record_publication",
    "referral_add",
    "referral_list",
    "register",
    "related_add",
    "related_remove",
    "related_section",
    "review",
    "review_add",
    "review_close",
    "review_list",
    "review_themes",
    "reviewer_end",
    "safety",
    "safety_add",
    "safety_done",
    "screen_again",
    "screening",
    "share_learning",
    "shut_out_agency",
    "thematic_file_remove",
    "thematic_files",
    "thematic_themes",
]
