"""Addresses of training."""

from django.urls import path

from training import views

app_name = "training"
urlpatterns = [
    path("", views.course_list, name="course_list"),
    path("courses/<int:course_id>/", views.course, name="course"),
    path("courses/<int:course_id>/plan/", views.plan, name="plan"),
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/<int:session_id>/", views.session, name="session"),
    path("sessions/<int:session_id>/register/", views.register, name="register"),
    path("sessions/<int:session_id>/deliver/", views.deliver, name="deliver"),
    path("sessions/<int:session_id>/cancel/", views.cancel, name="cancel"),
    path("sessions/<int:session_id>/book/", views.book, name="book"),
    path("mine/<int:booking_id>/give-up/", views.give_up, name="give_up"),
    path("mine/", views.my_training, name="my_training"),
    path("mine/<int:booking_id>/rate/", views.rate, name="rate"),
]
