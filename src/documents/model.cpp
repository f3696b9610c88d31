#include "documents/model.hpp"

namespace dumas::documents {

Model& Model::set(std::string_view name, std::string_view text) {
  texts_.insert_or_assign(std::string{name}, std::string{text});
  return *this;
}

Model& Model::set_integer(std::string_view name, std::int64_t number) { return set(name, std::to_string(number)); }

Model& Model::set_if(std::string_view name, std::string_view text) {
  if (text.empty()) return *this;
  show("HAS_" + std::string{name});
  return set(name, text);
}

Model& Model::show(std::string_view section) {
  auto& shown = sections_[std::string{section}];
  if (shown.empty()) shown.emplace_back();
  return *this;
}

Model& Model::section(std::string_view name) { return sections_[std::string{name}].emplace_back(); }

Model& Model::list(std::string_view section_name, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return *this;
  show("HAS_" + std::string{section_name});
  for (const auto& text : texts) section(section_name).set(name, text);
  return *this;
}

Model& Model::take(const Model& other) {
  for (const auto& [name, text] : other.texts_) texts_.insert_or_assign(name, text);
  for (const auto& [name, rows] : other.sections_) sections_.insert_or_assign(name, rows);
  return *this;
}

std::string Model::text(std::string_view name) const {
  const auto found = texts_.find(name);
  return found == texts_.end() ? std::string{} : found->second;
}

}  // namespace dumas::documents
