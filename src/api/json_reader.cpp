#include "api/json_reader.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "app/case_text.hpp"
#include "base/text.hpp"

namespace dumas::api {
namespace {

namespace json = boost::json;
using complaint::FieldSpec;
using complaint::Need;
using complaint::Shape;

// Deeper than any body of ours, and far from what would exhaust a stack.
constexpr std::size_t deepest = 16;
constexpr std::size_t longest_entry = 4000;  // of a list, as in forms

const json::object& opened(const std::shared_ptr<const void>& object) {
  return *static_cast<const json::object*>(object.get());
}

Refusal fault(std::string_view field, std::string_view key, std::vector<std::string> arguments = {}) {
  return {
      .code = "INVALID_INPUT", .field = std::string{field}, .key = std::string{key}, .arguments = std::move(arguments)};
}

Refusal wrong_type(std::string_view field, std::string_view wanted) {
  return fault(field, "api.type", {std::string{wanted}});
}

// What a client called its field, short enough to be repeated to it.
std::string shown(std::string_view name) {
  constexpr std::size_t longest = 60;
  return safe_filename(name.substr(0, longest));
}

class Reader : public complaint::Fields {
 public:
  Reader(const json::object& object, const FindUser& find_user) : object_(object), find_user_(find_user) {}

  std::vector<Refusal> faults;

  void text(const FieldSpec& spec, std::string& value) override {
    const auto* given = take(spec, "string", &json::value::is_string);
    if (!given) return require(spec, !value.empty(), "error.required");
    auto cleaned = clean_text(std::string_view{given->get_string()}, rules(spec, spec.max));
    if (!cleaned) return refuse(spec, cleaned.refusal());
    value = std::move(*cleaned);
    require(spec, !value.empty(), "error.required");
  }

  void texts(const FieldSpec& spec, std::vector<std::string>& values) override {
    const auto* given = take(spec, "array", &json::value::is_array);
    if (!given) return require(spec, !values.empty(), "error.required");
    values.clear();
    for (const auto& entry : given->get_array()) {
      if (!entry.is_string()) return refuse(spec, wrong_type(spec.name, "string[]"));
      auto cleaned = clean_text(
          std::string_view{entry.get_string()},
          {.field = spec.name, .lines = Lines::Single, .presence = Presence::Optional, .most = longest_entry});
      if (!cleaned) return refuse(spec, cleaned.refusal());
      if (!cleaned->empty()) values.push_back(std::move(*cleaned));
    }
    if (values.size() > spec.max) return refuse(spec, fault(spec.name, "error.too_many", {std::to_string(spec.max)}));
    require(spec, !values.empty(), "error.required");
  }

  void integer(const FieldSpec& spec, std::int64_t& value) override {
    const auto* given = take(spec, "integer", &json::value::is_number);
    if (!given) return require(spec, false, "error.required");
    const auto* number = given->if_int64();
    if (!number || *number < 0 || *number > static_cast<std::int64_t>(spec.max))
      return refuse(spec, fault(spec.name, "error.number", {std::to_string(spec.max)}));
    value = *number;
  }

  void date(const FieldSpec& spec, std::optional<Date>& value) override {
    const auto* given = take(spec, "string (YYYY-MM-DD)", &json::value::is_string);
    if (!given) return require(spec, value.has_value(), "error.required");
    value = parse_iso_date(std::string_view{given->get_string()});
    if (!value) refuse(spec, fault(spec.name, "error.date"));
  }

  void flag(const FieldSpec& spec, bool& value) override {
    if (const auto* given = take(spec, "boolean", &json::value::is_bool)) value = given->get_bool();
  }

  void choice(const FieldSpec& spec, std::span<const std::string_view> words, std::string& word) override {
    const auto* given = take(spec, "string", &json::value::is_string);
    if (!given) return require(spec, !word.empty(), "error.choose");
    word = std::string{given->get_string()};
    if (is_one_of(words, word)) return;
    const bool left_open = word.empty() && spec.need == Need::Optional;
    word.clear();
    if (!left_open) refuse(spec, fault(spec.name, "error.choose"));
  }

  void choices(const FieldSpec& spec, std::span<const std::string_view> words,
               std::vector<std::string>& chosen) override {
    const auto* given = take(spec, "array", &json::value::is_array);
    if (!given) return require(spec, !chosen.empty(), "error.choose");
    chosen.clear();
    for (const auto& entry : given->get_array()) {
      if (!entry.is_string()) return refuse(spec, wrong_type(spec.name, "string[]"));
      const std::string word{entry.get_string()};
      if (!is_one_of(words, word)) return refuse(spec, fault(spec.name, "error.choose"));
      if (std::find(chosen.begin(), chosen.end(), word) == chosen.end()) chosen.push_back(word);
    }
    require(spec, !chosen.empty(), "error.choose");
  }

  void files(const FieldSpec& spec, std::vector<FileId>& ids) override {
    many(spec, ids, "error.file_unknown", [](std::string_view text) { return app::parse_id(text); });
    if (ids.size() > spec.max) refuse(spec, fault(spec.name, "error.too_many_files", {std::to_string(spec.max)}));
  }

  void users(const FieldSpec& spec, std::vector<UserId>& ids) override {
    many(spec, ids, "error.user_gone", [this](std::string_view text) { return user_of(text); });
    if (ids.size() > spec.max) refuse(spec, fault(spec.name, "error.too_many", {std::to_string(spec.max)}));
  }

  void user(const FieldSpec& spec, UserId& id) override {
    const auto* given = take(spec, "string", &json::value::is_string);
    if (!given) return require(spec, static_cast<bool>(id), "error.required");
    const auto found = user_of(std::string_view{given->get_string()});
    if (!found) return refuse(spec, fault(spec.name, "error.user_gone"));
    id = UserId{*found};
  }

  void meeting(const FieldSpec& spec, MeetingId& id) override {
    const auto* given = take(spec, "string", &json::value::is_string);
    if (!given) return require(spec, static_cast<bool>(id), "error.required");
    const auto found = app::parse_id(std::string_view{given->get_string()});
    if (!found) return refuse(spec, fault(spec.name, "error.meeting_unknown"));
    id = MeetingId{*found};
  }

  // Called after all fields: what is left over was meant for something we do not know.
  void refuse_unknown() {
    for (const auto& [name, value] : object_)
      if (std::find(known_.begin(), known_.end(), std::string_view{name}) == known_.end())
        faults.push_back(fault(shown(name), "api.unknown_field", {shown(name)}));
  }

 private:
  // The field when it is there and of that type; null counts as absent.
  const json::value* take(const FieldSpec& spec, std::string_view wanted,
                          bool (json::value::*is_wanted)() const noexcept) {
    known_.push_back(spec.name);
    const auto* found = object_.if_contains(spec.name);
    if (!found || found->is_null()) return nullptr;
    if ((found->*is_wanted)()) return found;
    refuse(spec, wrong_type(spec.name, wanted));
    return nullptr;
  }

  static TextRules rules(const FieldSpec& spec, std::size_t most) {
    return {.field = spec.name,
            .lines = spec.shape == Shape::Line ? Lines::Single : Lines::Many,
            .presence = Presence::Optional,
            .most = most};
  }

  static bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  [[nodiscard]] std::optional<std::int64_t> user_of(std::string_view text) const {
    if (!find_user_) return std::nullopt;
    const auto found = find_user_(text);
    return found ? std::optional{found->value} : std::nullopt;
  }

  template <class T, class Parse>
  void many(const FieldSpec& spec, std::vector<T>& ids, std::string_view unknown, Parse parse) {
    const auto* given = take(spec, "array", &json::value::is_array);
    if (!given) return require(spec, !ids.empty(), "error.required");
    ids.clear();
    for (const auto& entry : given->get_array()) {
      if (!entry.is_string()) return refuse(spec, wrong_type(spec.name, "string[]"));
      const std::optional<std::int64_t> id = parse(std::string_view{entry.get_string()});
      if (!id) return refuse(spec, fault(spec.name, unknown));
      ids.push_back(T{*id});
    }
    require(spec, !ids.empty(), "error.required");
  }

  void require(const FieldSpec& spec, bool filled, std::string_view key) {
    const bool told = !faults.empty() && faults.back().field == spec.name;
    if (spec.need == Need::Required && !filled && !told) refuse(spec, fault(spec.name, key));
  }
  void refuse(const FieldSpec& spec, Refusal refusal) {
    refusal.field = spec.name;
    faults.push_back(std::move(refusal));
  }

  const json::object& object_;
  const FindUser& find_user_;
  std::vector<std::string_view> known_;
};

Checked all_at_once(std::vector<Refusal> faults) {
  if (faults.empty()) return Done{};
  Refusal first = std::move(faults.front());
  first.others.assign(std::make_move_iterator(faults.begin() + 1), std::make_move_iterator(faults.end()));
  return first;
}

}  // namespace

Result<JsonObject> JsonObject::parse(std::string_view text) {
  json::parse_options options;
  options.max_depth = deepest;
  boost::system::error_code error;
  auto document =
      std::make_shared<json::value>(json::parse(json::string_view{text.data(), text.size()}, error, {}, options));
  if (error || !document->is_object()) return Refusal{.code = "MALFORMED_JSON", .key = "api.json_malformed"};
  const void* object = &document->get_object();
  return JsonObject{std::shared_ptr<const void>(std::move(document), object)};
}

Checked JsonObject::read(const std::function<void(complaint::Fields&)>& describe, const FindUser& find_user) const {
  Reader reader{opened(object_), find_user};
  describe(reader);
  reader.refuse_unknown();
  return all_at_once(std::move(reader.faults));
}

Result<std::optional<std::string>> JsonObject::text(std::string_view name) const {
  const auto* found = opened(object_).if_contains(name);
  if (!found || found->is_null()) return std::optional<std::string>{};
  if (!found->is_string()) return wrong_type(name, "string");
  return std::optional{std::string{found->get_string()}};
}

Result<std::optional<std::int64_t>> JsonObject::integer(std::string_view name) const {
  const auto* found = opened(object_).if_contains(name);
  if (!found || found->is_null()) return std::optional<std::int64_t>{};
  if (!found->is_int64()) return wrong_type(name, "integer");
  return std::optional{found->get_int64()};
}

Result<std::optional<JsonObject>> JsonObject::object(std::string_view name) const {
  const auto* found = opened(object_).if_contains(name);
  if (!found || found->is_null()) return std::optional<JsonObject>{};
  if (!found->is_object()) return wrong_type(name, "object");
  return std::optional{JsonObject{std::shared_ptr<const void>(object_, &found->get_object())}};
}

Checked JsonObject::only(std::initializer_list<std::string_view> names) const {
  std::vector<Refusal> faults;
  for (const auto& [name, value] : opened(object_))
    if (std::find(names.begin(), names.end(), std::string_view{name}) == names.end())
      faults.push_back(fault(shown(name), "api.unknown_field", {shown(name)}));
  return all_at_once(std::move(faults));
}

}  // namespace dumas::api
