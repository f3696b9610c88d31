#include "complaint/content.hpp"

#include <algorithm>

namespace dumas::complaint {
namespace {

class ContentWriter : public Fields {
 public:
  explicit ContentWriter(Content& content) : content_(content) {}

  void text(const FieldSpec& spec, std::string& value) override {
    if (!value.empty()) content_.set(spec.name, value);
  }
  void texts(const FieldSpec& spec, std::vector<std::string>& values) override {
    if (!values.empty()) content_.set(spec.name, values);
  }
  void integer(const FieldSpec& spec, std::int64_t& value) override { content_.set(spec.name, std::to_string(value)); }
  void date(const FieldSpec& spec, std::optional<Date>& value) override {
    if (value) content_.set(spec.name, iso_date(*value));
  }
  void flag(const FieldSpec& spec, bool& value) override {
    if (value) content_.set(spec.name, std::string{"true"});
  }
  void choice(const FieldSpec& spec, std::span<const std::string_view>, std::string& word) override {
    if (!word.empty()) content_.set(spec.name, word);
  }
  void choices(const FieldSpec& spec, std::span<const std::string_view>, std::vector<std::string>& words) override {
    if (!words.empty()) content_.set(spec.name, words);
  }
  void files(const FieldSpec&, std::vector<FileId>&) override {}
  void users(const FieldSpec&, std::vector<UserId>&) override {}
  void user(const FieldSpec&, UserId&) override {}
  void meeting(const FieldSpec&, MeetingId&) override {}

 private:
  Content& content_;
};

}  // namespace

void Content::set(std::string_view name, ContentValue value) {
  const auto found =
      std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
  if (found != fields_.end())
    found->second = std::move(value);
  else
    fields_.emplace_back(std::string{name}, std::move(value));
}

std::string Content::text(std::string_view name) const {
  std::string joined;
  for (const auto& entry : list(name)) {
    if (!joined.empty()) joined += '\n';
    joined += entry;
  }
  return joined;
}

std::vector<std::string> Content::list(std::string_view name) const {
  for (const auto& [field, value] : fields_) {
    if (field != name) continue;
    if (const auto* entries = std::get_if<TextList>(&value)) return entries->value;
    return {std::get<std::string>(value)};
  }
  return {};
}

Content content_of(Command command) {
  Content content;
  ContentWriter writer{content};
  describe(command, writer);
  return content;
}

Content content_of(Command command, std::initializer_list<std::string_view> names) {
  const Content all = content_of(std::move(command));
  Content chosen;
  for (const auto& [field, value] : all.fields())
    if (std::find(names.begin(), names.end(), field) != names.end()) chosen.set(field, value);
  return chosen;
}

}  // namespace dumas::complaint
