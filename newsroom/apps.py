from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.checks import register
from django.db.models.signals import post_migrate

from newsroom import checks, roles


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        register(checks.site_address, deploy=True)
        register(checks.many_machines, deploy=True)
        register(checks.mail, deploy=True)
        register(checks.hosts)
        register(checks.rich_text_fence)
        register(checks.demo_passwords, "database", deploy=True)
        # After `articles`, the last app with models: every permission exists by then.
        post_migrate.connect(roles.apply_roles, sender=apps.get_app_config("articles"))


class DeskAdminConfig(AdminConfig):
    default_site = "newsroom.admin_site.DeskSite"


class StaticConfig(StaticFilesConfig):
    # CKEditor ships samples of plugins that the fence removes, and forty languages.
    ignore_patterns = [
        "CVS", ".*", "*~",
        "*/ckeditor/ckeditor/plugins/exportpdf/*", "*/ckeditor/ckeditor/plugins/scayt/*",
        "*/ckeditor/ckeditor/plugins/wsc/*", "*/ckeditor/ckeditor/plugins/codesnippet*",
        "*/ckeditor/ckeditor/plugins/smiley/*", "*/ckeditor/ckeditor/plugins/flash/*",
    ]  # fmt: skip
