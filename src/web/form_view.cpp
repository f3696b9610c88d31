#include "web/form_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace dumas::web {
namespace {

using complaint::CommandKind;
using complaint::FieldSpec;
using complaint::Need;
using complaint::Shape;

constexpr std::size_t most_radios = 8;  // more choices stand in a list that opens

// Where the words of a field's choices stand in the catalogue.
std::string_view family_of(CommandKind command, std::string_view field) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> others{{{"instructions", "instruction"},
                                                                                        {"targets", "target"},
                                                                                        {"signatory", "role"},
                                                                                        {"kind", "activity"},
                                                                                        {"mode", "plenary_mode"}}};
  if (field == "channel" && command == CommandKind::DeliverAnswer) return "delivery_channel";
  const auto found =
      std::find_if(others.begin(), others.end(), [field](const auto& pair) { return pair.first == field; });
  return found == others.end() ? field : found->second;
}

// What can be shown again of what was typed: bytes that are no text do not come back.
std::string presentable(const std::string& typed) {
  return is_valid_utf8(typed) && typed.find('\0') == std::string::npos ? typed : "";
}

class FormView : public complaint::Fields {
 public:
  FormView(View& view, const Site& site, const Visit& visit, CommandKind command, const FormValues& values)
      : view_(view), site_(site), visit_(visit), command_(command), values_(values) {}

  void text(const FieldSpec& spec, std::string&) override {
    View field = begin(spec, spec.shape == Shape::Line ? "fields/input.html" : "fields/textarea.html");
    field.set("TYPE", "text").set("VALUE", presentable(values_.typed.text(spec.name)));
  }

  void texts(const FieldSpec& spec, std::vector<std::string>&) override {
    std::string lines;
    for (const auto& entry : values_.typed.all(spec.name)) lines += (lines.empty() ? "" : "\n") + presentable(entry);
    begin(spec, "fields/textarea.html").set("VALUE", lines);
  }

  void integer(const FieldSpec& spec, std::int64_t&) override {
    begin(spec, "fields/input.html").set("TYPE", "text").set("VALUE", presentable(values_.typed.text(spec.name)));
  }

  void date(const FieldSpec& spec, std::optional<Date>&) override {
    View field = begin(spec, "fields/date.html");
    const std::string name{spec.name};
    std::string day = values_.typed.text(name + "_hari"), month = values_.typed.text(name + "_bulan"),
                year = values_.typed.text(name + "_tahun");
    if (const auto whole = parse_iso_date(values_.typed.text(name))) {
      const auto parts = year_month_day_of(*whole);
      day = std::to_string(static_cast<unsigned>(parts.day()));
      month = std::to_string(static_cast<unsigned>(parts.month()));
      year = std::to_string(static_cast<int>(parts.year()));
    }
    field.set("DAY", presentable(day)).set("MONTH", presentable(month)).set("YEAR", presentable(year));
  }

  void flag(const FieldSpec& spec, bool&) override {
    View field = begin(spec, "fields/checkboxes.html");
    show_options(field, spec.name, {{"true", visit_.text(site_, "common.yes")}}, {values_.typed.text(spec.name)},
                 Prefix::WithoutPrefix);
  }

  void choice(const FieldSpec& spec, std::span<const std::string_view> words, std::string&) override {
    auto options = options_of(spec, words);
    const bool radios = options.size() <= most_radios;
    View field = begin(spec, radios ? "fields/radios.html" : "fields/select.html");
    if (!radios) options.insert(options.begin(), {"", visit_.text(site_, "command_page.choose")});
    show_options(field, spec.name, options, {values_.typed.text(spec.name)}, Prefix::WithoutPrefix);
  }

  void choices(const FieldSpec& spec, std::span<const std::string_view> words, std::vector<std::string>&) override {
    View field = begin(spec, "fields/checkboxes.html");
    show_options(field, spec.name, options_of(spec, words), values_.typed.all(spec.name), Prefix::WithoutPrefix);
  }

  void meeting(const FieldSpec& spec, MeetingId&) override {
    View field = begin(spec, "fields/select.html");
    auto options = values_.meetings;
    options.insert(options.begin(), {"", visit_.text(site_, "command_page.choose")});
    show_options(field, spec.name, options, {values_.typed.text(spec.name)}, Prefix::WithoutPrefix);
  }

  void files(const FieldSpec&, std::vector<FileId>&) override {}
  void users(const FieldSpec&, std::vector<UserId>&) override {}  // no command of a case names users
  void user(const FieldSpec&, UserId&) override {}

 private:
  // The include of one field with name, label, hint and fault.
  View begin(const FieldSpec& spec, std::string_view form) {
    View field = view_.include("FIELDS", form);
    std::string label = sentence("command_field", "field", spec.name);
    if (spec.need == Need::Optional && label.find('(') == std::string::npos)
      label += " " + visit_.text(site_, "common.optional");
    field.set("NAME", spec.name).set("LABEL", label).set("HINT", sentence("command_hint", "field_hint", spec.name));
    field.set_if("ERROR", fault(spec.name));
    return field;
  }

  // A sentence for this command's field, else for the field in every command, else nothing.
  [[nodiscard]] std::string sentence(std::string_view own, std::string_view general, std::string_view field) const {
    const std::string first = fmt::format("{}.{}_{}", own, name(command_), field),
                      second = fmt::format("{}.{}", general, field);
    if (site_.catalogue.has(first)) return visit_.text(site_, first);
    return site_.catalogue.has(second) ? visit_.text(site_, second) : "";
  }

  [[nodiscard]] std::string fault(std::string_view field) const {
    if (!values_.refusal) return "";
    if (values_.refusal->field == field) return refusal_sentence(site_.catalogue, visit_.language, *values_.refusal);
    for (const auto& other : values_.refusal->others)
      if (other.field == field) return refusal_sentence(site_.catalogue, visit_.language, other);
    return "";
  }

  [[nodiscard]] std::vector<Option> options_of(const FieldSpec& spec, std::span<const std::string_view> words) const {
    std::vector<Option> options;
    for (const auto word : words)
      options.push_back(
          {std::string{word}, visit_.text(site_, fmt::format("{}.{}", family_of(command_, spec.name), word))});
    return options;
  }

  View& view_;
  const Site& site_;
  const Visit& visit_;
  CommandKind command_;
  const FormValues& values_;
};

// Walks a description and notes what it asks for.
class FieldCounter : public complaint::Fields {
 public:
  int fields = 0, files_fields = 0;
  void text(const FieldSpec&, std::string&) override { ++fields; }
  void texts(const FieldSpec&, std::vector<std::string>&) override { ++fields; }
  void integer(const FieldSpec&, std::int64_t&) override { ++fields; }
  void date(const FieldSpec&, std::optional<Date>&) override { ++fields; }
  void flag(const FieldSpec&, bool&) override { ++fields; }
  void choice(const FieldSpec&, std::span<const std::string_view>, std::string&) override { ++fields; }
  void choices(const FieldSpec&, std::span<const std::string_view>, std::vector<std::string>&) override { ++fields; }
  void files(const FieldSpec&, std::vector<FileId>&) override { ++fields, ++files_fields; }
  void users(const FieldSpec&, std::vector<UserId>&) override { ++fields; }
  void user(const FieldSpec&, UserId&) override { ++fields; }
  void meeting(const FieldSpec&, MeetingId&) override { ++fields; }
};

FieldCounter counted(CommandKind kind) {
  FieldCounter counter;
  auto command = complaint::make_command(kind);
  complaint::describe(command, counter);
  return counter;
}

}  // namespace

void show_fields(View& view, const Site& site, const Visit& visit, CommandKind kind, const FormValues& values) {
  FormView form{view, site, visit, kind, values};
  auto command = complaint::make_command(kind);
  complaint::describe(command, form);
}

bool asks_files(CommandKind kind) { return counted(kind).files_fields > 0; }
bool asks_anything(CommandKind kind) { return counted(kind).fields > 0; }

http::Form form_of(const complaint::Content& content) {
  http::Form form;
  for (const auto& [field, value] : content.fields())
    for (const auto& entry : content.list(field)) form.add(field, entry);
  return form;
}

}  // namespace dumas::web
