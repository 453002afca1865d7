"""One module a subject. Each puts its checks in the registry when it is imported, and every module
of this folder is: a new one is a new file and nothing else."""

from pkgutil import iter_modules

from django.utils.module_loading import import_string

from articles.desk.proofing.registry import CHECKS

__all__ = ["CHECKS", "MODULES"]

# Sorted, so that the order of findings depends on no file system.
MODULES = tuple(sorted(module.name for module in iter_modules(__path__)))
for _name in MODULES:
    import_string(f"{__name__}.{_name}.__name__")
