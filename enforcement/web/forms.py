"""Forms look the same everywhere: one template for a field, written for a phone first."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Render forms and fields through ``templates/_ui/form``."""

    form_template_name = "_ui/form/form.html"
    field_template_name = "_ui/form/field.html"
