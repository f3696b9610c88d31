#include "store/json_fields.hpp"

#include <boost/json.hpp>
#include <stdexcept>

namespace dumas::store {
namespace {

namespace json = boost::json;
using complaint::FieldSpec;
using complaint::Fields;

class Writer : public Fields {
 public:
  json::object object;

  void text(const FieldSpec& spec, std::string& value) override {
    if (!value.empty()) object[spec.name] = value;
  }
  void texts(const FieldSpec& spec, std::vector<std::string>& values) override {
    if (!values.empty()) object[spec.name] = json::value_from(values);
  }
  void integer(const FieldSpec& spec, std::int64_t& value) override {
    if (value != 0) object[spec.name] = value;
  }
  void date(const FieldSpec& spec, std::optional<Date>& value) override {
    if (value) object[spec.name] = iso_date(*value);
  }
  void flag(const FieldSpec& spec, bool& value) override {
    if (value) object[spec.name] = true;
  }
  void choice(const FieldSpec& spec, std::span<const std::string_view>, std::string& word) override {
    text(spec, word);
  }
  void choices(const FieldSpec& spec, std::span<const std::string_view>, std::vector<std::string>& words) override {
    texts(spec, words);
  }
  void files(const FieldSpec& spec, std::vector<FileId>& ids) override { many(spec, ids); }
  void users(const FieldSpec& spec, std::vector<UserId>& ids) override { many(spec, ids); }
  void user(const FieldSpec& spec, UserId& id) override { integer(spec, id.value); }
  void meeting(const FieldSpec& spec, MeetingId& id) override { integer(spec, id.value); }

 private:
  template <class T>
  void many(const FieldSpec& spec, const std::vector<T>& ids) {
    if (ids.empty()) return;
    json::array array;
    for (const auto& id : ids) array.push_back(id.value);
    object[spec.name] = std::move(array);
  }
};

class Reader : public Fields {
 public:
  explicit Reader(const json::object& object) : object_(object) {}

  void text(const FieldSpec& spec, std::string& value) override {
    if (const auto* found = object_.if_contains(spec.name); found && found->is_string())
      value = std::string{found->get_string()};
  }
  void texts(const FieldSpec& spec, std::vector<std::string>& values) override {
    const auto* array = array_of(spec);
    if (!array) return;
    values.clear();
    for (const auto& entry : *array)
      if (entry.is_string()) values.emplace_back(entry.get_string());
  }
  void integer(const FieldSpec& spec, std::int64_t& value) override {
    if (const auto* found = object_.if_contains(spec.name); found && found->is_int64()) value = found->get_int64();
  }
  void date(const FieldSpec& spec, std::optional<Date>& value) override {
    std::string written;
    text(spec, written);
    if (!written.empty()) value = parse_iso_date(written);
  }
  void flag(const FieldSpec& spec, bool& value) override {
    if (const auto* found = object_.if_contains(spec.name); found && found->is_bool()) value = found->get_bool();
  }
  void choice(const FieldSpec& spec, std::span<const std::string_view>, std::string& word) override {
    text(spec, word);
  }
  void choices(const FieldSpec& spec, std::span<const std::string_view>, std::vector<std::string>& words) override {
    texts(spec, words);
  }
  void files(const FieldSpec& spec, std::vector<FileId>& ids) override { many(spec, ids); }
  void users(const FieldSpec& spec, std::vector<UserId>& ids) override { many(spec, ids); }
  void user(const FieldSpec& spec, UserId& id) override { integer(spec, id.value); }
  void meeting(const FieldSpec& spec, MeetingId& id) override { integer(spec, id.value); }

 private:
  [[nodiscard]] const json::array* array_of(const FieldSpec& spec) const {
    const auto* found = object_.if_contains(spec.name);
    return found ? found->if_array() : nullptr;
  }
  template <class T>
  void many(const FieldSpec& spec, std::vector<T>& ids) {
    const auto* array = array_of(spec);
    if (!array) return;
    ids.clear();
    for (const auto& entry : *array)
      if (entry.is_int64()) ids.push_back(T{entry.get_int64()});
  }
  const json::object& object_;
};

json::object parse_object(std::string_view text) {
  boost::system::error_code error;
  json::value parsed = json::parse(text, error);
  if (error || !parsed.is_object()) throw std::runtime_error("stored JSON is damaged");
  return std::move(parsed.get_object());
}

}  // namespace

std::string write_fields(const std::function<void(Fields&)>& describe) {
  Writer writer;
  describe(writer);
  return json::serialize(writer.object);
}

void read_fields(std::string_view text, const std::function<void(Fields&)>& describe) {
  const json::object object = parse_object(text);
  Reader reader{object};
  describe(reader);
}

std::string write_content(const complaint::Content& content) {
  json::object object;
  for (const auto& [field, value] : content.fields()) {
    if (const auto* text = std::get_if<std::string>(&value))
      object[field] = *text;
    else
      object[field] = json::value_from(std::get<complaint::TextList>(value).value);
  }
  return json::serialize(object);
}

complaint::Content read_content(std::string_view text) {
  complaint::Content content;
  for (const auto& [field, value] : parse_object(text)) {
    if (const auto* entries = value.if_array()) {
      std::vector<std::string> list;
      for (const auto& entry : *entries)
        if (entry.is_string()) list.emplace_back(entry.get_string());
      content.set(field, std::move(list));
    } else if (value.is_string()) {
      content.set(field, std::string{value.get_string()});
    }
  }
  return content;
}

}  // namespace dumas::store
