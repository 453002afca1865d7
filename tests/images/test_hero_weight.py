"""What a phone downloads as the hero: at most 60 KiB at 360 px and double density (row P09)."""

import io

import pytest
from PIL import Image as Pillow
from PIL import ImageChops, ImageFilter

from images.models import Crop, Image
from images.renditions.encoding import FORMATS, encode
from images.renditions.plan import Cut, cuts
from images.templatetags.pictures import PLACEMENTS
from newsroom.demo.pictures import PICTURES, paint

PHONE = 360 * 2  # device pixels
MOST = 60 * 1024


def photograph(width: int, height: int, blur: float = 1.7) -> Pillow.Image:
    """As detailed as a crowd or foliage: structure at every scale, in colour, and grain.

    `blur`: pixels; the fewer, the finer the grain.
    """
    channels = []
    for channel in range(3):
        layers = Pillow.new("L", (width, height), 128)
        for scale, strength in ((64, 90), (16, 60), (4, 40), (2, 24), (1, 10)):
            small = Pillow.effect_noise((width // scale + channel, height // scale), strength)
            layer = small.resize((width, height), Pillow.Resampling.BICUBIC)
            layers = ImageChops.add(layers, layer, offset=-128)
        channels.append(layers)
    grey = channels[0]
    tinted = [Pillow.blend(grey, channel, 0.25) for channel in channels]
    return Pillow.merge("RGB", tinted).filter(ImageFilter.GaussianBlur(blur))


class Original:
    """An original that is in no store."""

    def __init__(self, picture: Pillow.Image) -> None:
        self.data = io.BytesIO()
        picture.save(self.data, "JPEG", quality=92)

    def open(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self.data.getvalue())


def weights(picture: Pillow.Image) -> dict[str, int]:
    """Bytes of the hero that a phone takes, in each format."""
    image = Image(sha256="0" * 64, credit="Studio", alt="Une salle.")
    image.width, image.height = picture.size
    image.__dict__["file"] = Original(picture)
    taken = min(
        (cut for cut in cuts(image) if cut.crop == Crop.WHOLE and cut.width >= PHONE),
        key=lambda cut: cut.width,
    )
    assert taken == Cut(Crop.WHOLE, PHONE, taken.height)
    made = encode(image, [(taken, form) for form in FORMATS])
    return {one.format: len(one.data) for one in made}


def test_the_hero_fills_the_width_of_a_phone() -> None:
    assert PLACEMENTS["hero"].endswith(", 100vw")


@pytest.mark.parametrize("key", sorted(PICTURES))
def test_the_hero_of_the_demo_is_light(key: str) -> None:
    assert {form: size for form, size in weights(paint(key)).items() if size > MOST} == {}


def test_the_hero_of_a_detailed_photograph_is_light() -> None:
    found = weights(photograph(2400, 1600))
    assert {form: weight for form, weight in found.items() if weight > MOST} == {}
    # A picture that weighs nothing would prove nothing.
    assert found["jpeg"] > 40 * 1024


@pytest.mark.parametrize("blur", [1.7, 0.6])
def test_an_upright_one_is_light_in_every_format(blur: float) -> None:
    """Twice the pixels; JPEG and WebP are what readers get before the worker comes."""
    found = weights(photograph(1600, 2000, blur))
    assert {form: weight for form, weight in found.items() if weight > MOST} == {}
    # No lower than it must be.
    assert min(found.values()) > MOST // 2
