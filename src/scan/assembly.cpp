#include "scan/assembly.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace dumas::scan {
namespace {

constexpr double points_an_inch = 72.0;
constexpr double a4_long_inches = 11.69;  // where a picture does not say its size, its longer side is A4's

// What a page needs in order to be seen. Everything else is left behind: actions and scripts, links, forms, metadata
// and the thumbnails of the program that wrote it.
constexpr const char* kept_keys[] = {"/Type",     "/MediaBox",  "/CropBox",  "/Rotate",
                                     "/Contents", "/Resources", "/UserUnit", "/Group"};

int degrees(Turn turn) {
  switch (turn) {
    case Turn::None: return 0;
    case Turn::Right: return 90;
    case Turn::Half: return 180;
    case Turn::Left: return 270;
  }
  return 0;
}

void prepare(QPDF& pdf);
QPDFObjectHandle picture_stream(QPDF& pdf, const StoredPicture& picture);

}  // namespace

struct Assembly::Parts {
  std::map<std::size_t, std::unique_ptr<QPDF>> sources;
  std::map<std::size_t, std::vector<QPDFObjectHandle>> pages;
  std::unique_ptr<QPDF> target;
};

Assembly::Assembly() : parts_(std::make_unique<Parts>()) {}
Assembly::~Assembly() = default;

void Assembly::add_pdf(std::size_t file, std::string_view bytes, int pages) {
  auto pdf = std::make_unique<QPDF>();
  pdf->setSuppressWarnings(true);
  pdf->processMemoryFile("scan", bytes.data(), bytes.size());
  prepare(*pdf);
  auto& all = parts_->pages[file] = pdf->getAllPages();
  if (all.size() != std::size_t(pages)) throw Unreadable("PDF whose pages cannot be counted");
  parts_->sources[file] = std::move(pdf);
}

void Assembly::begin() {
  parts_->target = std::make_unique<QPDF>();
  parts_->target->emptyPDF();
}

void Assembly::append_pdf_page(std::size_t file, int page, Turn turn) {
  auto source = QPDFPageObjectHelper(parts_->pages.at(file).at(std::size_t(page)));
  QPDFPageObjectHelper copy = source.shallowCopyPage();  // a page may stand in one source twice, turned differently
  copy.rotatePage(degrees(turn), true);
  QPDFPageDocumentHelper(*parts_->target).addPage(copy, false);
}

void Assembly::append_picture(const StoredPicture& picture, Turn turn) {
  QPDF& pdf = *parts_->target;
  const double longer = std::max(picture.width, picture.height);
  // A density that would make the page smaller than a stamp or larger than a table was not measured.
  const bool plausible = picture.dpi > 0 && longer / picture.dpi > 2 && longer / picture.dpi < 50;
  const double dpi = plausible ? picture.dpi : longer / a4_long_inches;
  const double width = picture.width / dpi * points_an_inch, height = picture.height / dpi * points_an_inch;
  const auto content = fmt::format("q {:.2f} 0 0 {:.2f} 0 0 cm /P Do Q\n", width, height);
  auto page =
      QPDFObjectHandle::parse(fmt::format("<< /Type /Page /MediaBox [0 0 {:.2f} {:.2f}] /Rotate {} "
                                          "/Resources << /XObject << >> >> >>",
                                          width, height, degrees(turn)));
  page.getKey("/Resources").getKey("/XObject").replaceKey("/P", pdf.makeIndirectObject(picture_stream(pdf, picture)));
  page.replaceKey("/Contents", QPDFObjectHandle::newStream(&pdf, content));
  QPDFPageDocumentHelper(pdf).addPage(QPDFPageObjectHelper(pdf.makeIndirectObject(page)), false);
}

std::string Assembly::finish() {
  QPDFWriter writer(*parts_->target);
  writer.setOutputMemory();
  writer.setStreamDataMode(qpdf_s_preserve);  // pictures as they came
  writer.setDeterministicID(true);            // same scan, same bytes; and no file of random numbers is needed
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  parts_->target.reset();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

namespace {

// Inherited values onto each page, visible remarks (a stamp set in a viewer) into its content, the rest away.
void prepare(QPDF& pdf) {
  QPDFPageDocumentHelper document(pdf);
  document.pushInheritedAttributesToPage();
  document.flattenAnnotations();
  for (auto& page : document.getAllPages()) {
    auto object = page.getObjectHandle();
    for (const auto& key : object.getKeys()) {
      const bool kept =
          key == "/Parent" || std::find(std::begin(kept_keys), std::end(kept_keys), key) != std::end(kept_keys);
      if (!kept) object.removeKey(key);
    }
  }
}

QPDFObjectHandle picture_stream(QPDF& pdf, const StoredPicture& picture) {
  const int channels = picture.colours == Colours::Rgb ? 3 : 1;
  std::string colours = channels == 3 ? "/DeviceRGB" : "/DeviceGray";
  if (picture.colours == Colours::Palette)
    colours = fmt::format("[/Indexed /DeviceRGB {} {}]", picture.palette.size() / 3 - 1,
                          QPDFObjectHandle::newString(picture.palette).unparseBinary());
  std::string filter = "/FlateDecode", parameters;
  if (picture.coding == Coding::Jpeg) filter = "/DCTDecode";
  if (picture.coding == Coding::PngRows)
    parameters = fmt::format("/DecodeParms << /Predictor 15 /Colors {} /BitsPerComponent {} /Columns {} >>", channels,
                             picture.bits, picture.width);
  auto stream = QPDFObjectHandle::newStream(&pdf, picture.bytes);
  stream.replaceDict(QPDFObjectHandle::parse(
      fmt::format("<< /Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent {} /ColorSpace {} "
                  "/Filter {} {} >>",
                  picture.width, picture.height, picture.bits, colours, filter, parameters)));
  return stream;
}

}  // namespace
}  // namespace dumas::scan
