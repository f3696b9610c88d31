// Each object in which a signature's words stand is looked at. Its range must be what a signer writes, from byte 0 with one
// gap, and the gap exactly the string of its own /Contents: else other bytes could hide in it.
#include "signing/signature_scan.hpp"

#include "base/qpdf_without_json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>

#include "signing/plain_text.hpp"

namespace dumas::signing {

namespace {

constexpr std::string_view white = std::string_view("\0\t\n\f\r ", 6);

std::vector<ByteSpan> candidate_objects(std::string_view pdf);
ByteSpan object_around(std::string_view pdf, std::size_t at);
FoundSignature read_signature(std::string_view pdf, ByteSpan object);
std::optional<std::array<std::size_t, 4>> byte_range(std::string_view object);
std::optional<ByteSpan> fitting_gap(std::string_view pdf, ByteSpan object, const std::array<std::size_t, 4>& range);
std::string name_after(std::string_view object, std::string_view key);
void read_texts(std::string_view object, FoundSignature& signature);
std::optional<std::set<std::size_t>> known_offsets(std::string_view pdf);

}  // namespace

std::vector<FoundSignature> find_signatures(std::string_view pdf) {
  std::vector<FoundSignature> found, doubtful;
  for (const auto object : candidate_objects(pdf)) {
    auto signature = read_signature(pdf, object);
    (signature.gap ? found : doubtful).push_back(std::move(signature));
    if (found.size() > most_signatures) break;
  }
  // One whose range does not fit is a damaged signature of this file, or a sound one of a file attached to it: the list
  // of objects knows, when it can be read.
  if (!doubtful.empty()) {
    const auto known = known_offsets(pdf);
    for (auto& signature : doubtful)
      if (!known || known->count(signature.object.begin) != 0) found.push_back(std::move(signature));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.object.begin < b.object.begin; });
  return found;
}

std::optional<Instant> parse_pdf_date(std::string_view text) {
  if (text.starts_with("D:")) text.remove_prefix(2);
  if (text.size() < 14) return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t size) { return std::string(text.substr(at, size)); };
  std::string zone = "Z";
  if (text.size() >= 17 && (text[14] == '+' || text[14] == '-')) {
    const bool has_minutes = text.size() >= 20 && text[17] == '\'';
    zone = part(14, 3);
    zone += ':';
    zone += has_minutes ? part(18, 2) : "00";
  }
  return parse_iso_instant(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2) +
                           ":" + part(12, 2) + zone);
}

namespace {

std::vector<ByteSpan> candidate_objects(std::string_view pdf) {
  // Several words, so that damage to one does not hide a signature.
  constexpr std::array<std::string_view, 6> words{"/ByteRange",  "/ETSI.CAdES.detached", "/ETSI.RFC3161",
                                                  "/adbe.pkcs7", "/Type /Sig ",          "/Type/Sig/"};
  // The words stand in the dictionary outside its long /Contents: more finds than these are no honest file.
  constexpr std::size_t most = 1000;
  std::vector<ByteSpan> objects;
  for (const auto word : words) {
    std::size_t finds = 0;
    for (std::size_t at = pdf.find(word); at != std::string_view::npos && ++finds < most;) {
      const auto object = object_around(pdf, at);
      if (std::find(objects.begin(), objects.end(), object) == objects.end()) objects.push_back(object);
      at = pdf.find(word, std::max(object.end, at + word.size()));
    }
  }
  return objects;
}

ByteSpan object_around(std::string_view pdf, std::size_t at) {
  const std::size_t end = std::min(pdf.find("endobj", at), pdf.size());
  std::size_t begin = pdf.rfind(" obj", at);
  if (begin == std::string_view::npos) return {0, end};
  // Back over "12 0" of "12 0 obj".
  const auto back_over = [&](auto accept) {
    while (begin > 0 && accept(pdf[begin - 1])) --begin;
  };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  back_over(digit);
  back_over([](char c) { return c == ' '; });
  back_over(digit);
  return {begin, end};
}

FoundSignature read_signature(std::string_view pdf, ByteSpan object) {
  const auto text = pdf.substr(object.begin, object.end - object.begin);
  FoundSignature signature{.object = object, .subfilter = name_after(text, "/SubFilter")};
  if (const auto range = byte_range(text)) signature.gap = fitting_gap(pdf, object, *range);
  if (signature.gap) signature.end = signature.gap->end + (*byte_range(text))[3];
  read_texts(text, signature);
  return signature;
}

// Exactly four whole numbers.
std::optional<std::array<std::size_t, 4>> byte_range(std::string_view object) {
  constexpr std::string_view key = "/ByteRange";
  const auto skip_white = [&] { object.remove_prefix(std::min(object.find_first_not_of(white), object.size())); };
  const std::size_t at = object.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  object.remove_prefix(at + key.size());
  skip_white();
  if (!object.starts_with('[')) return std::nullopt;
  object.remove_prefix(1);
  std::array<std::size_t, 4> range{};
  for (auto& number : range) {
    skip_white();
    const auto read = std::from_chars(object.data(), object.data() + object.size(), number);
    if (read.ec != std::errc{}) return std::nullopt;
    object.remove_prefix(static_cast<std::size_t>(read.ptr - object.data()));
  }
  skip_white();
  if (!object.starts_with(']')) return std::nullopt;
  return range;
}

std::optional<ByteSpan> fitting_gap(std::string_view pdf, ByteSpan object, const std::array<std::size_t, 4>& range) {
  const auto [first, length, second, rest] = range;
  // Subtractions only of what was seen to be larger: the numbers are anything up to 2^64.
  if (first != 0 || length >= second || second > pdf.size() || rest > pdf.size() - second || rest == 0)
    return std::nullopt;
  const ByteSpan gap{length, second};
  if (gap.begin < object.begin || gap.end > object.end || pdf[gap.begin] != '<' || pdf[gap.end - 1] != '>')
    return std::nullopt;
  auto before = pdf.substr(object.begin, gap.begin - object.begin);
  before = before.substr(0, before.find_last_not_of(white) + 1);
  if (!before.ends_with("/Contents")) return std::nullopt;
  return gap;
}

std::string name_after(std::string_view object, std::string_view key) {
  const std::size_t at = object.find(key);
  if (at == std::string_view::npos) return {};
  object.remove_prefix(at + key.size());
  object.remove_prefix(std::min(object.find_first_not_of(white), object.size()));
  if (!object.starts_with('/')) return {};
  object.remove_prefix(1);
  constexpr std::size_t most = 64;
  return plain_text(object.substr(0, std::min(object.find_first_of(std::string_view("\0\t\n\f\r /<>[]()", 13)), most)));
}

// The texts beside the signature are a courtesy: without them, in a damaged dictionary, the report is still made.
void read_texts(std::string_view object, FoundSignature& signature) {
  const std::size_t dictionary = object.find("<<");
  if (dictionary == std::string_view::npos) return;
  try {
    QPDF nothing;  // references in the dictionary lead to null
    nothing.setSuppressWarnings(true);
    nothing.emptyPDF();
    auto read = QPDFObjectHandle::parse(&nothing, std::string(object.substr(dictionary)));
    if (!read.isDictionary()) return;
    const auto text = [&](const char* key) {
      auto value = read.getKey(key);
      return value.isString() ? plain_text(value.getUTF8Value()) : std::string{};
    };
    signature.name = text("/Name");
    signature.reason = text("/Reason");
    signature.location = text("/Location");
    signature.time = parse_pdf_date(text("/M"));
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return;
  }
}

// Nothing: the list cannot be read.
std::optional<std::set<std::size_t>> known_offsets(std::string_view pdf) {
  try {
    QPDF file;
    file.setSuppressWarnings(true);
    file.setAttemptRecovery(false);
    file.processMemoryFile("paper", pdf.data(), pdf.size());
    std::set<std::size_t> offsets;
    for (const auto& [name, entry] : file.getXRefTable())
      if (entry.getType() == 1) offsets.insert(static_cast<std::size_t>(entry.getOffset()));
    return offsets;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace
}  // namespace dumas::signing
