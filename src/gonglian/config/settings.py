"""Settings for every way of running: demo, tests (their own add to it) and an office's own server.

Values that differ between installations come from the environment, names beginning with GONGLIAN_.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from gonglian.config import database
from gonglian.config.keys import load_keys
from gonglian.config.paths import PACKAGE, PROJECT, data_dir

DATA_DIR = data_dir()
KEYS = load_keys(DATA_DIR)
SECRET_KEY = KEYS["SECRET_KEY"]

DEBUG = os.environ.get("GONGLIAN_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("GONGLIAN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
BEHIND_TLS = os.environ.get("GONGLIAN_TLS") == "1"
CITY_CODE = os.environ.get("GONGLIAN_CITY", "3713")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "gonglian.core",
    "gonglian.accounts",
    "gonglian.reference",
    "gonglian.policy",
    "gonglian.organisation",
    "gonglian.documents",
    "gonglian.approvals",
    "gonglian.meetings",
    "gonglian.rosters",
    "gonglian.congress",
    "gonglian.terms",
    "gonglian.founding",
    "gonglian.dashboards",
]

MIDDLEWARE = [
    "gonglian.core.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gonglian.core.middleware.ChosenLanguage",
    "gonglian.core.middleware.SmallTables",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gonglian.rosters.middleware.UploadLimit",
    "gonglian.accounts.middleware.FirstPasswordChange",
    "gonglian.accounts.middleware.SeenSession",
    "gonglian.accounts.middleware.RequestLimits",
    "gonglian.organisation.middleware.ChosenDuty",
    "gonglian.accounts.middleware.SecondFactorRequired",
    "gonglian.core.middleware.DayOfView",
]

ROOT_URLCONF = "gonglian.config.urls"
WSGI_APPLICATION = "gonglian.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gonglian.dashboards.context.frame",
            ],
            "builtins": [
                "gonglian.core.templatetags.kit",
                "gonglian.policy.templatetags.citations",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": database.connection_settings(os.environ.get("GONGLIAN_DB_ROLE", database.APP))
}
if os.environ.get("GONGLIAN_DB_POOL") == "1":
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# -- people and sessions
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "gonglian.accounts.passwords.CharacterKindsValidator"},
    {"NAME": "gonglian.accounts.passwords.PastPasswordsValidator", "OPTIONS": {"kept": 5}},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:workbench"
ACCOUNT_ADAPTER = "gonglian.accounts.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/15m/key,30/15m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    os.environ.get("GONGLIAN_PROXIES", "1" if BEHIND_TLS else "0")
)  # in front, naming the client
PASSWORD_DAYS = int(os.environ.get("GONGLIAN_PASSWORD_DAYS", "90"))  # 0: a password never grows too old
SIGN_IN_KEEP_DAYS = max(184, int(os.environ.get("GONGLIAN_SIGN_IN_DAYS", "400")))  # half a year at least
REQUEST_RATES = {"search": "60/m/user", "export": "30/m/user"}
# roles whose holders sign in with an authenticator app too: "head,admin" in an office, none in the demo
SECOND_FACTOR_ROLES = frozenset(
    os.environ.get("GONGLIAN_SECOND_FACTOR", "").lower().replace(",", " ").split()
)
MFA_FORMS = {"authenticate": "gonglian.accounts.forms.CodeForm"}
MFA_ADAPTER = "gonglian.accounts.adapter.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "工联"
MFA_TOTP_TOLERANCE = 1  # a code of the half minute before or after: clocks of telephones differ
MFA_RECOVERY_CODES_SHOW_ONCE = True
SESSION_COOKIE_AGE = int(os.environ.get("GONGLIAN_IDLE_SECONDS", "1800"))  # idle time: each request renews it
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gonglian.core.views.form_expired"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# -- language and time: Chinese unless the reader chose otherwise
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# -- mail: off until a server is named, as smtp://user:password@host:25 (smtp+starttls://, smtps:// over TLS)
MAIL = urlsplit(os.environ.get("GONGLIAN_MAIL", ""))
EMAIL_HOST = MAIL.hostname or ""
EMAIL_PORT = MAIL.port or {"smtps": 465, "smtp+starttls": 587}.get(MAIL.scheme, 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.scheme == "smtps", MAIL.scheme == "smtp+starttls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("GONGLIAN_MAIL_FROM", f"gonglian@{ALLOWED_HOSTS[0]}")

# -- files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise complains about a missing folder
STATICFILES_DIRS = [PACKAGE / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "gonglian.core.npm.NpmFinder",
]
NPM_STATIC = {  # address below /static/ → file below node_modules/
    "npm/tabler.css": "@tabler/core/dist/css/tabler.min.css",
    "npm/tabler.min.css.map": "@tabler/core/dist/css/tabler.min.css.map",
    "npm/htmx.js": "htmx.org/dist/htmx.min.js",
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_MAX_BYTES = 50 * 2**20
ROSTER_ID_AREAS = os.environ.get(
    "GONGLIAN_ID_AREAS", ""
).split()  # area codes of ID numbers taken as valid beside the list

LOG_AS = os.environ.get("GONGLIAN_LOG", "text")  # or json: one object a line, requests too
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask": {"()": "gonglian.core.logs.Mask"}},
    "formatters": {
        "text": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "gonglian.core.logs.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_AS == "json" else "text",
            "filters": ["mask"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {
            "handlers": [],
            "level": "WARNING",
            "propagate": True,
        },  # Django's own would mail and print twice
        "gonglian.request": {"level": "INFO" if LOG_AS == "json" else "WARNING"},
    },
}
VERSION_FILE = PROJECT / "CHANGELOG.md"
ACCOUNT_FORMS = {"change_password": "gonglian.accounts.forms.OwnPasswordForm"}
