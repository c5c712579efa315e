"""Django's command line; starts the embedded database first where no other is configured."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    if not os.environ.get("DATABASE_URL"):
        from dev import postgres

        postgres.ensure()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
