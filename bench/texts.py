"""The texts of the benchmark, the same in each run and for each program: complaints of about 1 KB with common words,
and among them rare ones to search for, each in some dozens of complaints. Called by measure.py."""

import random

COMMON = """air jalan lampu sampah jembatan sekolah izin pajak bangunan taman banjir antrean loket petugas kantor telepon surat
jawaban berkas tanda terima jadwal layanan keterlambatan pemilih daftar alamat kampanye baliho logistik gudang suara
tempat pemungutan formulir saksi rekapitulasi kecamatan kelurahan warga tetangga lansia penyandang disabilitas akses
pintu kursi tangga hujan malam pagi siang minggu bulan lambat kasar kotor rusak hilang tutup terbuka mohon penjelasan
tindak lanjut permintaan salinan putusan berita acara biaya gratis pungutan uang nomor urut laporan dokumen identitas
menunggu ditolak diterima dikembalikan ditanyakan dijelaskan pekerjaan rumah pasar sungai pagar jendela parkir""".split()
SYLLABLES = "ba ce di fo gu ha ki lo mu ne pa qui ro su ta ve wi xo ya zu".split()
BODY_BYTES = 1000
RARE_SHARE = 0.15
RARE_WORDS = 3000


def make(cases):
    """(rows, words): rows of (subject, story), and rare words that occur in them."""
    dice = random.Random(7)
    rare = []
    while len(rare) < RARE_WORDS:
        word = "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(3, 4)))
        if word not in rare:
            rare.append(word)
    return [_complaint(dice, rare) for _ in range(cases)], rare[:500]


def _complaint(dice, rare):
    subject = " ".join([dice.choice(COMMON) for _ in range(5)] + [dice.choice(rare)])
    words, length = [], 0
    while length < BODY_BYTES:
        word = dice.choice(rare) if dice.random() < RARE_SHARE else dice.choice(COMMON)
        words.append(word)
        length += len(word) + 1
    return subject.capitalize(), " ".join(words).capitalize() + "."
