#!/usr/bin/python3
"""Makes clean pictures of pages look as an office scanner gives them. Called by tests/scan/pages.cpp.

Each line of standard input: SOURCE TARGET STEP..., e.g. "page.png scan.jpg rotate:7 noise:2 jpeg:40". The steps are
done in their order; the target's ending chooses the format. Same input, same output: the noise is seeded.
"""
import math
import random
import sys

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

# Where tests/scan/pages.cpp prints the code, in mm from the left and the bottom edge of an A4 page.
CODE_LEFT, CODE_BOTTOM, CODE_SIZE, PAGE_HEIGHT = 15, 12, 17, 297


def code_box(image: Image.Image) -> tuple[float, float, float]:
    """Left, top and side of the code in pixels, on a page that was not turned yet."""
    mm = image.height / PAGE_HEIGHT
    return CODE_LEFT * mm, image.height - (CODE_BOTTOM + CODE_SIZE) * mm, CODE_SIZE * mm


def rotate(image, degrees):  # clockwise; what lies beside the page is the lid's white
    if degrees % 90 == 0:
        return image.rotate(-degrees, expand=True)
    return image.rotate(-degrees, resample=Image.BICUBIC, expand=True, fillcolor="white")


def blur(image, pixels):
    return image.filter(ImageFilter.GaussianBlur(pixels))


def noise(image, percent):  # salt and pepper
    chance = random.Random(7)
    pixels = image.load()
    for _ in range(int(image.width * image.height * percent / 100)):
        tone = chance.choice((0, 255))
        pixels[chance.randrange(image.width), chance.randrange(image.height)] = (tone,) * 3
    return image


def grain(image, sigma):
    chance = random.Random(7)
    tile = Image.new("L", (256, 256))
    tile.putdata([max(0, min(255, int(chance.gauss(128, sigma)))) for _ in range(256 * 256)])
    whole = Image.new("L", image.size)
    for x in range(0, image.width, 256):
        for y in range(0, image.height, 256):
            whole.paste(tile, (x, y))
    return ImageChops.add(image, whole.convert("RGB"), offset=-128)


def dark(image, factor):
    return ImageEnhance.Brightness(image).enhance(factor)


def pale(image, factor):
    return Image.blend(image, Image.new("RGB", image.size, "white"), factor)


def shadow(image, strength):  # the fold of a bound file: dark to the left edge, where the code is
    gradient = Image.linear_gradient("L").rotate(90).resize(image.size)
    gradient = gradient.point(lambda tone: int(255 - (255 - tone) * strength))
    return ImageChops.multiply(image, gradient.convert("RGB"))


def blot(image, percent):  # ink over that much of the code's area, right of its middle
    left, top, side = code_box(image)
    radius = side * math.sqrt(percent / 100 / math.pi)
    x, y = left + side * 0.6, top + side * 0.55
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=(30, 30, 60))
    return image


def coffee(image, strength):  # a cup's ring across the code, translucent
    left, top, side = code_box(image)
    layer = Image.new("RGB", image.size, "white")
    tone = tuple(int(255 - (255 - part) * strength) for part in (120, 80, 40))
    ImageDraw.Draw(layer).ellipse((left + side * 0.3, top - side * 2, left + side * 3.3, top + side * 0.8),
                                  outline=tone, width=int(side / 6))
    return ImageChops.multiply(image, layer)


def stamp(image, strength):  # the office's round violet stamp, half on the code
    left, top, side = code_box(image)
    layer = Image.new("RGB", image.size, "white")
    tone = tuple(int(255 - (255 - part) * strength) for part in (90, 60, 170))
    draw = ImageDraw.Draw(layer)
    for grow in (0, side * 0.12, side * 0.5):
        draw.ellipse((left + side * 0.35 + grow, top - side * 0.8 + grow, left + side * 2.35 - grow,
                      top + side * 1.2 - grow), outline=tone, width=max(2, int(side / 30)))
    return ImageChops.multiply(image, layer)


def threshold(image, tone):  # a scanner set to black and white
    return image.convert("L").point(lambda value: 255 if value > tone else 0).convert("RGB")


def grey(image, _):
    return image.convert("L").convert("RGB")


STEPS = {step.__name__: step for step in
         (rotate, blur, noise, grain, dark, pale, shadow, blot, coffee, stamp, threshold, grey)}


def save(image: Image.Image, target: str, quality: int) -> None:
    dpi = round(max(image.size) / 11.69)
    tones = image.convert("L")
    if ImageChops.difference(image, tones.convert("RGB")).getbbox() is None:
        image = tones
    if target.endswith(".jpg"):
        image.save(target, quality=quality, dpi=(dpi, dpi))
    elif target.endswith(".tif"):
        image = image.convert("1") if image.mode == "L" and len(image.getcolors()) <= 2 else image
        image.save(target, compression="group4" if image.mode == "1" else "tiff_lzw", dpi=(dpi, dpi))
    else:
        image.save(target, dpi=(dpi, dpi), compress_level=1)


def main() -> None:
    for line in sys.stdin:
        source, target, *steps = line.split()
        image, quality = Image.open(source).convert("RGB"), 85
        for step in steps:
            name, value = step.split(":")
            if name == "jpeg":
                quality = int(value)
            else:
                image = STEPS[name](image, float(value))
        save(image, target, quality)


if __name__ == "__main__":
    main()
