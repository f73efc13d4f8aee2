"""Addresses of the dashboard."""

from django.urls import URLPattern, path

from dashboard.views import programmes, reports, risks, tiles

app_name = "dashboard"
urlpatterns: list[URLPattern] = [
    path("", tiles.home, name="home"),
    path("tiles/<int:tile_id>/", tiles.tile, name="tile"),
    path("tiles/<int:tile_id>/rate/", tiles.rate, name="rate"),
    path("work-programme/", programmes.work_programme, name="work_programme"),
    path(
        "work-programme/<int:programme_id>/agree/",
        programmes.agree_programme,
        name="agree_programme",
    ),
    path(
        "work-programme/<int:programme_id>/close/",
        programmes.close_programme,
        name="close_programme",
    ),
    path(
        "work-programme/rows/<int:programme_row_id>/",
        programmes.programme_row,
        name="programme_row",
    ),
    path(
        "work-programme/rows/<int:programme_row_id>/progress/",
        programmes.note_progress,
        name="note_progress",
    ),
    path("risks/", risks.risk_list, name="risk_list"),
    path("risks/add/", risks.add_risk, name="add_risk"),
    path("risks/<int:risk_id>/", risks.risk, name="risk"),
    path("risks/<int:risk_id>/review/", risks.review_risk, name="review_risk"),
    path("risks/<int:risk_id>/close/", risks.close_risk, name="close_risk"),
    path("risks/<int:risk_id>/reopen/", risks.reopen_risk, name="reopen_risk"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/read/", reports.report_html, name="report_html"),
    path("reports/<int:report_id>/figures.csv", reports.report_csv, name="report_csv"),
    path("reports/<int:report_id>/pdf/", reports.make_pdf, name="make_pdf"),
    path("reports/<int:report_id>/submit/", reports.submit_report, name="submit_report"),
    path("reports/<int:report_id>/return/", reports.return_report, name="return_report"),
    path("reports/<int:report_id>/sign/", reports.sign_report, name="sign_report"),
    path("reports/<int:report_id>/sign-off/", reports.sign_off_report, name="sign_off_report"),
    path("reports/<int:report_id>/publish/", reports.publish_report, name="publish_report"),
]
