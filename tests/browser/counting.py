"""What one must do besides writing: presses of the mouse, files dropped, keys that are no sign of
the text, pages that one waits for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

# Counted where they arrive, whoever sends them: nothing done by a shortcut of the test is missed.
COUNT = """
for (const type of ['pointerdown', 'drop']) {
  addEventListener(type, () => window.didPress(), true)
}
addEventListener('keydown', event => {
  if (event.key === 'Enter' && event.target.closest?.('.cke_wysiwyg_div') && !event.ctrlKey) return
  const isSign = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey
  if (!isSign && !['Shift', 'Control', 'Alt', 'Meta', 'Unidentified'].includes(event.key)) {
    window.didKey(event.key)
  }
}, true)
"""


@dataclass
class Work:
    """What was done besides typing the text."""

    presses: int = 0
    keys: int = 0
    loads: int = 0

    def press(self) -> None:
        self.presses += 1

    def key(self, _name: str) -> None:
        self.keys += 1

    def load(self, frame: "Frame") -> None:
        self.loads += frame.parent_frame is None


def counted(page: "Page") -> Work:
    """Counts from now on what is done on `page`."""
    found = Work()
    page.context.expose_function("didPress", found.press)
    page.context.expose_function("didKey", found.key)
    page.context.add_init_script(COUNT)
    page.evaluate(COUNT)
    page.on("framenavigated", found.load)
    return found
