// Fills a command from a table of the sample texts: names as in forms and JSON, what the entry leaves out comes from
// the defaults. Called by the sample's timeline.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "complaint/fields.hpp"
#include "complaint/settings_file.hpp"

namespace dumas::app {

[[nodiscard]] const complaint::SettingsNode* entry_of(const complaint::SettingsNode* table, std::string_view key);
[[nodiscard]] std::string text_of(const complaint::SettingsNode* table, std::string_view key);
[[nodiscard]] std::vector<std::string> texts_of(const complaint::SettingsNode* table, std::string_view key);

// What the words of the texts stand for.
struct SampleWorld {
  std::function<FileId(const std::string& name)> file;
  std::function<UserId(const std::string& login)> user;
  std::function<MeetingId(const std::string& key)> meeting;
  std::function<Date(std::int64_t days)> day;             // working days from the case's first day
  std::map<std::string, std::string, std::less<>> words;  // "{name}" in a text becomes its word
};

class SampleFields : public complaint::Fields {
 public:
  // Either table may be null.
  SampleFields(const complaint::SettingsNode* own, const complaint::SettingsNode* defaults, const SampleWorld& world)
      : own_(own), defaults_(defaults), world_(world) {}

  void text(const complaint::FieldSpec&, std::string&) override;
  void texts(const complaint::FieldSpec&, std::vector<std::string>&) override;
  void integer(const complaint::FieldSpec&, std::int64_t&) override;
  void date(const complaint::FieldSpec&, std::optional<Date>&) override;
  void flag(const complaint::FieldSpec&, bool&) override;
  void choice(const complaint::FieldSpec&, std::span<const std::string_view> words, std::string&) override;
  void choices(const complaint::FieldSpec&, std::span<const std::string_view> words,
               std::vector<std::string>&) override;
  void files(const complaint::FieldSpec&, std::vector<FileId>&) override;
  void users(const complaint::FieldSpec&, std::vector<UserId>&) override;
  void user(const complaint::FieldSpec&, UserId&) override;
  void meeting(const complaint::FieldSpec&, MeetingId&) override;

  // Throws std::runtime_error naming line and word when the entry has a key that no field asked for.
  void finish() const;

 private:
  const complaint::SettingsNode* find(const complaint::FieldSpec&);
  [[nodiscard]] std::string written_out(std::string text) const;

  const complaint::SettingsNode* own_;
  const complaint::SettingsNode* defaults_;
  const SampleWorld& world_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace dumas::app
