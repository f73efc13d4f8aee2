"""What a page says and keeps when a form is sent back, and what careless people type."""

import re
from html import unescape

HUGE = "99999999999999999999"
LONG = "x" * 10_240


def beside(answer, name):
    """The sentences beside a box, as they are read on the page."""
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count('class="govuk-error-summary"') == 1
    found = re.findall(rf'id="id_{name}(?:_0)?_error">(.*?)</p>', page, re.DOTALL)
    return [unescape(re.sub(r"<span.*?</span>|\s+", " ", one)).strip() for one in found]


def kept(answer):
    """What stands in the boxes of the page."""
    page = unescape(answer.content.decode())
    boxes = re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', page)
    areas = re.findall(r'<textarea[^>]*?name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return dict(boxes) | {name: text.strip() for name, text in areas}
