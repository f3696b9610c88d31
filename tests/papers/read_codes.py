"""Prints the QR code of each page of a PDF, one a line, from a page as a scanner at 200 dots an inch gives it: turned by
1.5 degrees, blurred, grey. zbar wants it enlarged twice to find the code then. Called by page_mark_test.cpp.
"""
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageFilter
from pyzbar import pyzbar

with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["pdftoppm", "-r", "200", "-gray", sys.argv[1], f"{folder}/page"], check=True)
    for path in sorted(pathlib.Path(folder).iterdir()):
        with Image.open(path) as page:
            scan = page.rotate(1.5, resample=Image.Resampling.BICUBIC, fillcolor=255)
            scan = scan.filter(ImageFilter.GaussianBlur(1)).point(lambda grey: 60 + grey * 150 // 255)
        scan = scan.crop((0, scan.height * 5 // 6, scan.width, scan.height))  # where the codes are
        scan = scan.resize((scan.width * 2, scan.height * 2), Image.Resampling.BICUBIC)
        codes = pyzbar.decode(scan, symbols=[pyzbar.ZBarSymbol.QRCODE])
        print(" ".join(code.data.decode() for code in codes))
