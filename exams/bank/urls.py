"""Addresses: the bank at work: items written and corrected, keys changed by two persons, pictures, laws amended."""

from __future__ import annotations

from django.urls import path

from exams.bank.views import banks, cases, editor, item, items, keys, laws, pictures

urlpatterns = [
    path("items/", items.items, name="exam_items"),
    path("items/several/", items.several, name="exam_items_several"),
    path("items/<int:item_id>/", item.item, name="exam_item"),
    path("items/<int:item_id>/edit/", editor.edit_item, name="exam_item_edit"),
    path("items/<int:item_id>/enemies/new/", item.new_enemy, name="exam_enemy_new"),
    path("items/enemies/<int:enemy_id>/drop/", item.drop_enemy, name="exam_enemy_drop"),
    path("items/versions/<int:version_id>/key/", keys.new, name="exam_key_new"),
    path("items/key-changes/", keys.changes, name="exam_key_changes"),
    path("items/key-changes/<int:change_id>/", keys.change, name="exam_key_change"),
    path("banks/", banks.banks, name="exam_banks"),
    path("banks/new/", banks.new_bank, name="exam_bank_new"),
    path("banks/<int:bank_id>/items/new/", editor.new_item, name="exam_item_new"),
    path("banks/<int:bank_id>/items/preview/<str:type_>/", editor.preview, name="exam_item_preview"),
    path("banks/<int:bank_id>/pictures/", editor.add_picture, name="exam_picture_add"),
    path("banks/<int:bank_id>/cases/", cases.cases, name="exam_cases"),
    path("banks/<int:bank_id>/cases/new/", cases.new_case, name="exam_case_new"),
    path("cases/<int:group_id>/", cases.case, name="exam_case"),
    path("cases/<int:group_id>/edit/", cases.edit_case, name="exam_case_edit"),
    path("banks/<int:bank_id>/change/", banks.change, name="exam_bank_change"),
    path("pictures/<str:sha256>/", pictures.picture, name="exam_picture"),
    path("laws/", laws.laws, name="exam_laws"),
    path("laws/<int:ref_id>/", laws.law, name="exam_law"),
    path("laws/<int:ref_id>/amend/", laws.amend, name="exam_law_amend"),
    path("laws/<int:ref_id>/withdraw/", laws.withdraw, name="exam_law_withdraw"),
]
