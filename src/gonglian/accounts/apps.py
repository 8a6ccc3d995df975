from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "gonglian.accounts"

    def ready(self) -> None:
        from gonglian.accounts.audit import listen

        listen()
