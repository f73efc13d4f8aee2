from django.apps import AppConfig


class LearningHubConfig(AppConfig):
    name = "learning_hub"
