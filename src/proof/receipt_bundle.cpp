#include "proof/receipt_bundle.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <stdexcept>

namespace dumas::proof {
namespace {

namespace json = boost::json;

constexpr std::size_t largest_bundle = 1 << 20;
constexpr std::uint64_t smallest_block = 4096, most_blocks = 64;
constexpr std::size_t block_digits = 16;

// Numbers are written as the decimal text that enters the hash: ids are larger than what other readers of JSON keep
// exactly.
struct Writer {
  json::object& object;
  void operator()(std::string_view name, const std::string& text) const { object[name] = text; }
  void operator()(std::string_view name, std::int64_t number) const { object[name] = std::to_string(number); }
  void operator()(std::string_view name, std::uint64_t number) const { object[name] = std::to_string(number); }
  void operator()(std::string_view name, const Digest& digest) const { object[name] = to_hex(digest); }
};

// Something is missing or of another kind. Caught in read_bundle.
struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string text_of(const json::value& value) {
  if (!value.is_string()) throw Unreadable("not a text");
  return std::string{std::string_view{value.get_string()}};
}

Digest digest_of(const json::value& value) {
  const auto bytes = from_hex(text_of(value));
  const auto digest = bytes ? digest_from(*bytes) : std::nullopt;
  if (!digest) throw Unreadable("not a hash");
  return *digest;
}

template <class Number>
Number number_of(const std::string& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) throw Unreadable("not a number");
  return number;
}

struct Reader {
  const json::object& object;
  [[nodiscard]] const json::value& at(std::string_view name) const {
    const auto* value = object.if_contains(name);
    if (value == nullptr) throw Unreadable(std::string{name} + " is missing");
    return *value;
  }
  void operator()(std::string_view name, std::string& text) const { text = text_of(at(name)); }
  void operator()(std::string_view name, std::int64_t& number) const {
    number = number_of<std::int64_t>(text_of(at(name)));
  }
  void operator()(std::string_view name, std::uint64_t& number) const {
    number = number_of<std::uint64_t>(text_of(at(name)));
  }
  void operator()(std::string_view name, Digest& digest) const { digest = digest_of(at(name)); }
};

template <class Fields, class Row>
void describe_event(const Fields& field, Row& event) {
  field("id", event.id);
  field("office", event.office);
  field("stream_kind", event.stream_kind);
  field("stream", event.stream);
  field("version", event.version);
  field("type", event.type);
  field("at", event.at);
  field("actor", event.actor);
  field("role", event.role);
  field("capacity", event.capacity);
  field("step", event.step);
  field("days_late", event.days_late);
  field("data", event.data);
  field("records", event.records);
}

template <class Fields, class Bundle>
void describe_log(const Fields& field, Bundle& bundle) {
  field("before", bundle.before);
  field("hash", bundle.hash);
  field("index", bundle.index);
  field("checkpoint", bundle.checkpoint);
  field("key", bundle.key);
}

template <class Fields, class Document>
void describe_document(const Fields& field, Document& document) {
  field("size", document.size);
  field("sha256", document.sha256);
}

const json::object& object_of(const json::value& value) {
  if (!value.is_object()) throw Unreadable("not an object");
  return value.get_object();
}

const json::array& array_of(const json::value& value) {
  if (!value.is_array()) throw Unreadable("not a list");
  return value.get_array();
}

ReceiptBundle bundle_of(const json::value& value) {
  const Reader top{object_of(value)};
  ReceiptBundle bundle;
  describe_event(Reader{object_of(top.at("event"))}, bundle.event);
  describe_log(top, bundle);
  for (const auto& step : array_of(top.at("path"))) bundle.path.push_back(digest_of(step));
  describe_document(Reader{object_of(top.at("document"))}, bundle.document);
  for (const auto& block : array_of(top.at("blocks"))) bundle.blocks.push_back(text_of(block));
  return bundle;
}

Refusal unreadable(std::size_t place) {
  return {"PROOF_UNREADABLE", "", "proof.bundle.unreadable", {std::to_string(place)}};
}

}  // namespace

std::string write_bundle(const ReceiptBundle& bundle) {
  json::object event, top, document;
  describe_event(Writer{event}, bundle.event);
  top["format"] = bundle_format;
  top["event"] = std::move(event);
  describe_log(Writer{top}, bundle);
  json::array path, blocks;
  for (const auto& step : bundle.path) path.push_back(json::string{to_hex(step)});
  for (const auto& block : bundle.blocks) blocks.push_back(json::string{block});
  top["path"] = std::move(path);
  describe_document(Writer{document}, bundle.document);
  top["document"] = std::move(document);
  top["blocks"] = std::move(blocks);
  return json::serialize(top);
}

Result<ReceiptBundle> read_bundle(std::string_view text) {
  if (text.size() > largest_bundle) return unreadable(largest_bundle);
  json::error_code error;
  json::stream_parser parser;
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  if (!error && read == text.size()) parser.finish(error);
  if (error || read != text.size()) return unreadable(read);
  try {
    ReceiptBundle bundle = bundle_of(parser.release());
    // Spelled anew it must be the same line; where it is not, something was changed that carries no meaning.
    const std::string again = write_bundle(bundle);
    const auto [ours, theirs] = std::mismatch(again.begin(), again.end(), text.begin(), text.end());
    if (ours != again.end() || theirs != text.end()) return unreadable(static_cast<std::size_t>(ours - again.begin()));
    return bundle;
  } catch (const Unreadable&) {
    return unreadable(0);
  }
}

std::optional<DocumentDigest> document_of(const EventRow& event) {
  if (event.type != issuing_event) return std::nullopt;
  json::error_code error;
  const json::value data = json::parse(event.data, error);
  if (error || !data.is_object()) return std::nullopt;
  const auto* size = data.get_object().if_contains("size");
  const auto* sum = data.get_object().if_contains("sha256");
  if (size == nullptr || !size->is_int64() || size->get_int64() <= 0 || sum == nullptr || !sum->is_string())
    return std::nullopt;
  return DocumentDigest{static_cast<std::uint64_t>(size->get_int64()), text_of(*sum)};
}

std::uint64_t block_size(std::uint64_t document_size) {
  std::uint64_t size = smallest_block;
  while (size * most_blocks < document_size) size *= 2;
  return size;
}

std::vector<std::string> block_digests(std::string_view document) {
  std::vector<std::string> digests;
  const auto size = static_cast<std::size_t>(block_size(document.size()));
  for (std::size_t begin = 0; begin < document.size(); begin += size)
    digests.push_back(sha256_hex(document.substr(begin, size)).substr(0, block_digits));
  return digests;
}

}  // namespace dumas::proof
