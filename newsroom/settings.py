"""Settings of Newsroom: everything that differs between machines comes from the environment."""

from pathlib import Path

from newsroom import environment
from newsroom.publisher import PUBLISHER
from prose.editor import editor_configs

BASE_DIR = Path(__file__).resolve().parent.parent

# What the environment decides -----------------------------------------------------------------

DATA_DIR = environment.data_dir("DATA_DIR", BASE_DIR / "var")
DEBUG = environment.boolean("DEBUG", default=False)
SECRET_KEY = environment.secret_key("SECRET_KEY", DATA_DIR)
SITE_URL = environment.site_url("SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
DATABASES = {"default": environment.database("DATABASE_URL", DATA_DIR)}
CACHES = {"default": environment.cache("REDIS_URL")}
STORAGES = {
    "default": environment.storage("STORAGE_URL", DATA_DIR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL = environment.email("EMAIL_URL")
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL.get("EMAIL_HOST", "localhost")
EMAIL_PORT = EMAIL.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = EMAIL.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = EMAIL.get("EMAIL_USE_TLS", False)
# Seconds that the mail server may take for each of its answers: well below the lease of an
# announcement (`articles.outbox.leasing`), or a server that hangs holds the worker for ever.
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.sender("EMAIL_FROM", PUBLISHER.title, SITE_URL)

# The hub that is told of each publication (WebSub); empty: none.
WEBSUB_HUB = environment.hub("WEBSUB_HUB")

HTTPS = SITE_URL.startswith("https://")

SITE_NAME = PUBLISHER.title
SITE_TAGLINE = PUBLISHER.tagline

# The application ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "newsroom.apps.StaticConfig",
    "ckeditor",
    "prose",
    "images",
    "people",
    "events",
    "articles",
    # Last: roles are given once every app has its permissions.
    "newsroom.apps.NewsroomConfig",
]

MIDDLEWARE = [
    "newsroom.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.security_headers",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.publication",
            ],
        },
    },
]

# Language and time: stored in UTC, shown in Paris ---------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
# A body of two megabytes must reach its form, which refuses it with a sentence and gives it back.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Security -------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "newsroom.pages.session_changed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
# Behind a proxy that ends TLS; without it the redirect would loop.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# The package warns of CKEditor 4's end of life at every command. `newsroom.E005` fails when the
# fence that makes it bearable (allow-list, no uploader, no cloud plugin) is not in place.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

CKEDITOR_CONFIGS = editor_configs()

# Logs: one JSON object a line, with the request's id ------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "newsroom.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # A 404 is a reader's typing error, not a warning for the desk.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
