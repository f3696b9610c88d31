#include "app/demo_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace dumas::app {

using complaint::FieldSpec;
using complaint::SettingsNode;

const SettingsNode* entry_of(const SettingsNode* table, std::string_view key) {
  if (table == nullptr) return nullptr;
  const auto found =
      std::find_if(table->entries.begin(), table->entries.end(), [&](const auto& entry) { return entry.key == key; });
  return found == table->entries.end() ? nullptr : &found->node;
}

std::string text_of(const SettingsNode* table, std::string_view key) {
  const auto* found = entry_of(table, key);
  return found == nullptr ? "" : found->text;
}

std::vector<std::string> texts_of(const SettingsNode* table, std::string_view key) {
  std::vector<std::string> texts;
  if (const auto* found = entry_of(table, key))
    for (const auto& item : found->items) texts.push_back(item.text);
  return texts;
}

void SampleFields::text(const FieldSpec& spec, std::string& value) {
  if (const auto* found = find(spec)) value = written_out(found->text);
}

void SampleFields::texts(const FieldSpec& spec, std::vector<std::string>& values) {
  const auto* found = find(spec);
  if (found == nullptr) return;
  values.clear();
  for (const auto& item : found->items) values.push_back(written_out(item.text));
}

void SampleFields::integer(const FieldSpec& spec, std::int64_t& value) {
  if (const auto* found = find(spec)) value = found->number;
}

void SampleFields::date(const FieldSpec& spec, std::optional<Date>& value) {
  if (const auto* found = find(spec)) value = world_.day(found->number);
}

void SampleFields::flag(const FieldSpec& spec, bool& value) {
  if (const auto* found = find(spec)) value = found->text == "yes";
}

void SampleFields::choice(const FieldSpec& spec, std::span<const std::string_view> words, std::string& value) {
  const auto* found = find(spec);
  if (found == nullptr) return;
  if (std::find(words.begin(), words.end(), found->text) == words.end())
    throw std::runtime_error(fmt::format("line {}: \"{}\" is no {}", found->line, found->text, spec.name));
  value = found->text;
}

void SampleFields::choices(const FieldSpec& spec, std::span<const std::string_view> words,
                           std::vector<std::string>& values) {
  const auto* found = find(spec);
  if (found == nullptr) return;
  values.clear();
  for (const auto& item : found->items) {
    if (std::find(words.begin(), words.end(), item.text) == words.end())
      throw std::runtime_error(fmt::format("line {}: \"{}\" is none of {}", item.line, item.text, spec.name));
    values.push_back(item.text);
  }
}

void SampleFields::files(const FieldSpec& spec, std::vector<FileId>& values) {
  if (const auto* found = find(spec))
    for (const auto& item : found->items) values.push_back(world_.file(item.text));
}

void SampleFields::users(const FieldSpec& spec, std::vector<UserId>& values) {
  if (const auto* found = find(spec))
    for (const auto& item : found->items) values.push_back(world_.user(item.text));
}

void SampleFields::user(const FieldSpec& spec, UserId& value) {
  if (const auto* found = find(spec)) value = world_.user(found->text);
}

void SampleFields::meeting(const FieldSpec& spec, MeetingId& value) {
  const auto* found = find(spec);
  value = world_.meeting(found == nullptr ? "" : found->text);  // "": the one the case is put before
}

void SampleFields::finish() const {
  if (own_ == nullptr) return;
  for (const auto& [key, value] : own_->entries)
    if (!asked_.contains(key))
      throw std::runtime_error(fmt::format("line {}: nothing asks for \"{}\"", value.line, key));
}

const SettingsNode* SampleFields::find(const FieldSpec& spec) {
  asked_.emplace(spec.name);
  if (const auto* own = entry_of(own_, spec.name)) return own;
  return entry_of(defaults_, spec.name);
}

std::string SampleFields::written_out(std::string text) const {
  for (const auto& [word, meaning] : world_.words) {
    const std::string place = "{" + word + "}";
    for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + meaning.size()))
      text.replace(at, place.size(), meaning);
  }
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace dumas::app
