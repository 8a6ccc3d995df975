from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "gonglian.accounts"

    def ready(self) -> None:
        from gonglian.accounts import cleaning, resealing
        from gonglian.accounts.audit import listen
        from gonglian.core import nightly, rotation

        listen()
        nightly.register("accounts.clean_sign_ins", lambda on: str(cleaning.clean_sign_ins(on=on)))
        rotation.register("accounts.second_factors", resealing.reseal_factors)
