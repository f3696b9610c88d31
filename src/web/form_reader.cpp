#include "web/form_reader.hpp"

#include <algorithm>
#include <charconv>

#include "app/case_text.hpp"
#include "base/text.hpp"

namespace dumas::web {
namespace {

using complaint::FieldSpec;
using complaint::Need;
using complaint::Shape;

class FormReader : public complaint::Fields {
 public:
  FormReader(const http::Form& form, const FieldNames& names) : form_(form), names_(names), broken_(form.broken()) {}

  std::vector<Refusal> faults;

  void text(const FieldSpec& spec, std::string& value) override {
    if (!asked(spec)) return;
    auto cleaned = clean_text(form_.text(spec.name), rules(spec, spec.max));
    if (cleaned)
      value = spec.name == "time" ? with_colon(std::move(*cleaned)) : std::move(*cleaned);
    else
      refuse(spec, cleaned.refusal());
    if (cleaned && value.empty() && spec.need == Need::Required) refuse(spec, "error.required");
  }

  void texts(const FieldSpec& spec, std::vector<std::string>& values) override {
    if (!asked(spec)) return;
    constexpr std::size_t longest_entry = 4000;
    values.clear();
    for (const auto& raw : form_.all(spec.name)) {
      auto cleaned = clean_text(raw, {.field = std::string{spec.name},
                                      .lines = Lines::Many,
                                      .presence = Presence::Optional,
                                      .most = longest_entry * spec.max});
      if (!cleaned) return refuse(spec, cleaned.refusal());
      split(*cleaned, values);
    }
    if (values.empty() && spec.need == Need::Required) refuse(spec, "error.required");
    if (values.size() > spec.max) refuse(spec, "error.too_many", {std::to_string(spec.max)});
  }

  void integer(const FieldSpec& spec, std::int64_t& value) override {
    if (!asked(spec)) return;
    const std::string typed = trimmed(spec);
    if (typed.empty()) {
      if (spec.need == Need::Required) refuse(spec, "error.required");
      return;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (error != std::errc{} || end != typed.data() + typed.size() || number < 0 ||
        number > static_cast<std::int64_t>(spec.max))
      return refuse(spec, "error.number", {std::to_string(spec.max)});
    value = number;
  }

  // Either one field (2026-12-01) or three, as partials/date.html sends them (name_hari, name_bulan, name_tahun).
  void date(const FieldSpec& spec, std::optional<Date>& value) override {
    if (!asked(spec)) return;
    std::string typed = trimmed(spec);
    const std::string name{spec.name};
    const std::string day = form_.text(name + "_hari"), month = form_.text(name + "_bulan"),
                      year = form_.text(name + "_tahun");
    if (typed.empty() && !(day.empty() && month.empty() && year.empty())) {
      int y = 0, m = 0, d = 0;
      const bool numbers = number(year, y) && number(month, m) && number(day, d) && m > 0 && d > 0;
      const auto made = numbers ? date_of(y, static_cast<unsigned>(m), static_cast<unsigned>(d)) : std::nullopt;
      if (!made) return refuse(spec, "error.date");
      typed = iso_date(*made);
    }
    if (typed.empty()) {
      value.reset();
      if (spec.need == Need::Required) refuse(spec, "error.required");
      return;
    }
    value = parse_iso_date(typed);
    if (!value) refuse(spec, "error.date");
  }

  void flag(const FieldSpec& spec, bool& value) override {
    if (asked(spec)) value = form_.has(spec.name) && form_.text(spec.name) != "false";
  }

  void choice(const FieldSpec& spec, std::span<const std::string_view> words, std::string& word) override {
    if (!asked(spec)) return;
    word = trimmed(spec);
    if (word.empty()) {
      if (spec.need == Need::Required) refuse(spec, "error.choose");
    } else if (std::find(words.begin(), words.end(), word) == words.end()) {
      word.clear();
      refuse(spec, "error.choose");
    }
  }

  void choices(const FieldSpec& spec, std::span<const std::string_view> words,
               std::vector<std::string>& chosen) override {
    if (!asked(spec)) return;
    chosen.clear();
    for (const auto& word : form_.all(spec.name)) {
      if (std::find(words.begin(), words.end(), word) == words.end()) return refuse(spec, "error.choose");
      if (std::find(chosen.begin(), chosen.end(), word) == chosen.end()) chosen.push_back(word);
    }
    if (chosen.empty() && spec.need == Need::Required) refuse(spec, "error.choose");
  }

  void files(const FieldSpec& spec, std::vector<FileId>& ids) override {
    many(spec, ids);
    if (ids.size() > spec.max) refuse(spec, "error.too_many_files", {std::to_string(spec.max)});
  }
  void users(const FieldSpec& spec, std::vector<UserId>& ids) override { many(spec, ids); }

  void user(const FieldSpec& spec, UserId& id) override {
    std::vector<UserId> ids;
    many(spec, ids);
    if (!ids.empty()) id = ids.front();
  }

  // A meeting stands in a form under the id of its address.
  void meeting(const FieldSpec& spec, MeetingId& id) override {
    if (!asked(spec)) return;
    const std::string typed = trimmed(spec);
    if (typed.empty()) return;
    const auto found = app::parse_id(typed);
    if (!found) return refuse(spec, "error.meeting_unknown");
    id = MeetingId{*found};
  }

 private:
  // Indonesian writes 09.30, the rules read 09:30.
  static std::string with_colon(std::string time) {
    std::replace(time.begin(), time.end(), '.', ':');
    return time;
  }

  [[nodiscard]] bool asked(const FieldSpec& spec) {
    if (!names_.has(spec.name)) return false;
    if (std::find(broken_.begin(), broken_.end(), spec.name) == broken_.end()) return true;
    refuse(spec, "error.text_invalid");
    return false;
  }

  static TextRules rules(const FieldSpec& spec, std::size_t most) {
    return {.field = std::string{spec.name},
            .lines = spec.shape == Shape::Line ? Lines::Single : Lines::Many,
            .presence = Presence::Optional,
            .most = most};
  }

  static void split(const std::string& text, std::vector<std::string>& into) {
    for (std::size_t from = 0; from < text.size();) {
      const auto end = std::min(text.find('\n', from), text.size());
      const auto first = text.find_first_not_of(" \t", from);
      if (first < end) into.push_back(text.substr(first, text.find_last_not_of(" \t", end - 1) - first + 1));
      from = end + 1;
    }
  }

  static bool number(const std::string& text, int& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && text.size() <= 4;
  }

  [[nodiscard]] std::string trimmed(const FieldSpec& spec) const {
    const std::string value = form_.text(spec.name);
    const auto first = value.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? "" : value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1);
  }

  template <class T>
  void many(const FieldSpec& spec, std::vector<T>& ids) {
    if (!asked(spec)) return;
    ids.clear();
    for (const auto& text : form_.all(spec.name)) {
      std::int64_t id = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
      if (text.empty()) continue;
      if (error != std::errc{} || end != text.data() + text.size() || id <= 0) return refuse(spec, "error.choose");
      ids.push_back(T{id});
    }
  }

  void refuse(const FieldSpec& spec, std::string key, std::vector<std::string> arguments = {}) {
    faults.push_back({.code = "INVALID_INPUT",
                      .field = std::string{spec.name},
                      .key = std::move(key),
                      .arguments = std::move(arguments)});
  }
  void refuse(const FieldSpec& spec, Refusal refusal) {
    refusal.field = spec.name;
    faults.push_back(std::move(refusal));
  }

  const http::Form& form_;
  const FieldNames& names_;
  std::vector<std::string> broken_;
};

template <class Command>
Checked read(const http::Form& form, Command& command, const FieldNames& names) {
  FormReader reader{form, names};
  complaint::describe(command, reader);
  if (reader.faults.empty()) return Done{};
  Refusal first = reader.faults.front();
  first.others.assign(reader.faults.begin() + 1, reader.faults.end());
  return first;
}

}  // namespace

bool FieldNames::has(std::string_view name) const {
  return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
}

Checked read_form(const http::Form& form, complaint::Command& command, const FieldNames& names) {
  return read(form, command, names);
}
Checked read_form(const http::Form& form, complaint::MeetingCommand& command) { return read(form, command, {}); }

}  // namespace dumas::web
