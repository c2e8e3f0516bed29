"""Settings, from the environment, with defaults that are safe on a laptop (README: Configuration).

A site that answers to this machine alone needs nothing. One that answers to any other host
(ALLOWED_HOSTS) must be given its SECRET_KEY, and speaks HTTPS unless told otherwise.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
env = environ.Env()


def flag(name: str, *, default: bool) -> bool:
    """Read `true` or `false`. Raises ImproperlyConfigured for anything else: "of" is not "off"."""
    text: str = env.str(name, default=str(default)).strip().lower()
    if text not in ("true", "false"):
        raise ImproperlyConfigured(f'{name} is true or false, not "{text}".')
    return text == "true"


def whole_number(name: str, *, default: int) -> int:
    """Read a number of zero or more. Raises ImproperlyConfigured for anything else."""
    text: str = env.str(name, default=str(default)).strip()
    if not (text.isascii() and text.isdecimal()):
        raise ImproperlyConfigured(f'{name} is a whole number, not "{text}".')
    return int(text)


def rate(name: str, *, default: str) -> tuple[int, int]:
    """Read `60/m`: how often, and in how many seconds. Raises ImproperlyConfigured for anything else."""
    text: str = env.str(name, default=default).strip()
    number, _, period = text.partition("/")
    seconds = {"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60}
    if not (number.isascii() and number.isdecimal() and period in seconds):
        raise ImproperlyConfigured(f'{name} is a number for each s, m, h or d, like 60/m, not "{text}".')
    return int(number), seconds[period]


def names(name: str, *, default: list[str]) -> list[str]:
    """Read a list separated by commas; blanks around and between its items do not count."""
    items = [item.strip() for item in env.list(name, default=default)]
    return [item for item in items if item]


def secret_key() -> str:
    """SECRET_KEY; on this machine alone also the one that quickstart keeps, else a new one each start."""
    given = os.environ.get("SECRET_KEY", "")  # not through env, which reads a leading "$" as a reference
    if given:
        return given
    if not LOCAL:
        raise ImproperlyConfigured("Set SECRET_KEY: ALLOWED_HOSTS names hosts other than this machine.")
    if SECRET_KEY_FILE.exists():
        return SECRET_KEY_FILE.read_text().strip()
    return secrets.token_urlsafe(50)


def database() -> dict[str, Any]:
    """The database that DATABASE_URL names, else a SQLite file beside manage.py."""
    if os.environ.get("DATABASE_URL"):
        config: dict[str, Any] = env.db("DATABASE_URL")
    else:  # not as an address: a folder's name may hold what an address would escape
        config = {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "tracker.sqlite3"}
    if config["ENGINE"] == "django.db.backends.sqlite3":
        return {**config, "OPTIONS": SQLITE_OPTIONS}
    return {**config, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


DEBUG = flag("DEBUG", default=False)
ALLOWED_HOSTS = names("ALLOWED_HOSTS", default=LOOPBACK)
LOCAL = set(ALLOWED_HOSTS) <= set(LOOPBACK)
SECRET_KEY_FILE = BASE_DIR / ".secret_key"
SECRET_KEY = secret_key()

INSTALLED_APPS = [
    "tracker.apps.TrackerConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "import_export",
    "simple_history",
    "django_countries",
]
MIDDLEWARE = [
    "tracker.middleware.ContentPolicyMiddleware",  # first: redirects and errors carry the policy too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.middleware.LanguageMiddleware",  # by the address alone: /fr/…
    "django.middleware.common.CommonMiddleware",  # refuses hosts that are not ours
    "tracker.middleware.OpenMiddleware",
    "tracker.middleware.ConditionalMiddleware",  # outside of all that may set a cookie
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["tracker.templatetags.languages"],
        },
    }
]

# Many people may save at once: a writer takes its lock at the start and waits for it, readers never
# wait (WAL). Django itself turns foreign keys on.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": (
        "PRAGMA journal_mode = WAL;"
        "PRAGMA synchronous = NORMAL;"  # safe with WAL against a crash of the process
        "PRAGMA mmap_size = 134217728;"  # bytes
        "PRAGMA cache_size = -64000;"  # in KiB where negative
    ),
}
DATABASES = {"default": database()}
# Counts how often one address asks (throttles), and numbers of the admin's pages. In memory each process
# counts by itself. Entries are small: room for so many that none is thrown out before its time.
# Drawn charts are large, and have a place of their own in each process.
CACHES = {
    "default": {**env.cache("CACHE_URL", default="locmemcache://"), "max_entries": 10_000},
    "charts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "charts",
        "max_entries": 100,
    },
}
# How often one address may ask the API.
API_RATE = rate("API_RATE", default="60/m")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
# Of the public pages, those of French under /fr/. The admin speaks English. To add one: README, “Languages”.
LANGUAGES = [("en-gb", "English"), ("fr", "Français")]
FORMAT_MODULE_PATH = "tracker.formats"
LOCALE_PATHS = [BASE_DIR / "tracker" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# A stance that nothing has confirmed for this long is stale (rule 6).
STALE_AFTER = timedelta(days=whole_number("STALE_AFTER_DAYS", default=365))

# Whether nobody may publish what they wrote (tracker/admin/review.py).
FOUR_EYES = flag("FOUR_EYES", default=False)

# Times that one address may try to sign in within an hour.
LOGINS_PER_HOUR = whole_number("LOGINS_PER_HOUR", default=60)

# Reports of mistakes that one address may send within an hour (tracker/throttle.py).
REPORTS_PER_HOUR = whole_number("REPORTS_PER_HOUR", default=5)

# Bytes of a file that the admin takes for an import; the commands take more (imports/readers).
UPLOAD_LIMIT = whole_number("UPLOAD_LIMIT_MB", default=10) * 2**20

# Under which terms readers may use the data; it stands in what they download.
DATA_LICENCE = env.str("DATA_LICENCE", default="CC BY 4.0, https://creativecommons.org/licenses/by/4.0/")

# Straight from the packages' folders: no collectstatic to forget, the same with DEBUG on and off.
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our fonts and styles

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

HTTPS = flag("HTTPS", default=not LOCAL)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True  # forms carry the token; no script reads the cookie
BEHIND_PROXY = flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    # Only where a proxy sets this header on every request: else a visitor can claim HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Preloading binds a whole domain, in every browser, for years. Its owner decides that, not this site.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Everything from this site alone, nothing inline. middleware.py allows the admin inline styles.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Everything to stderr, for whatever keeps the process; Django's own default mails errors or drops them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO").upper()},
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
}
