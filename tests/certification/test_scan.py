"""A printed card, read by a camera's decoder, leads to the page that says it is valid."""

import re

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from certification.printing import card_pdf, url_prefix
from enforcement.organisation.models import Agency
from tests.factories.certification import an_officer
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)


def read_code(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0]
    return zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil().convert("L"))[0].text


def test_the_printed_code_leads_to_the_valid_page(client: Client) -> None:
    agency: Agency = an_agency()
    officer = an_officer(agency, name="李𬭚")
    url = read_code(card_pdf(officer.credentials.get()))
    assert url.startswith(url_prefix())
    response = client.get(url.removeprefix(url_prefix().removesuffix("/v/")))
    html = response.content.decode()
    assert response.status_code == 200
    assert "<h1>有效</h1>" in html
    assert "李𬭚" in html


def test_the_code_on_the_phone_is_the_same(client: Client) -> None:
    from certification.printing import code_svg

    credential = an_officer(an_agency()).credentials.get()
    svg = code_svg(credential, label="x")
    pixels = np.full((80, 80), 255, np.uint8)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        pixels[int(y) + 5, int(x) + 5 : int(x) + 5 + int(width)] = 0
    assert (
        zxingcpp.read_barcodes(np.kron(pixels, np.ones((4, 4), np.uint8)))[0].text == url_prefix() + credential.digits
    )
