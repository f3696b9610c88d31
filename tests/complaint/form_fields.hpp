// Three readers of a description of fields, for tests: one that fills a command at random, one that fills it with a
// marker, and one that collects everything an event holds.
#pragma once

#include <cstdint>
#include <random>

#include "fixtures.hpp"

namespace dumas::complaint::testing {

// Chance from a list of numbers (a script rapidcheck can shrink) or, without one, from a seeded generator.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : generator_(seed) {}
  explicit Dice(std::vector<std::uint32_t> script) : script_(std::move(script)), scripted_(true) {}

  // 0 to sides - 1.
  std::size_t roll(std::size_t sides) {
    if (!scripted_) return generator_() % sides;
    return next_ < script_.size() ? script_[next_++] % sides : 0;
  }
  bool percent(std::size_t chance) { return roll(100) < chance; }
  [[nodiscard]] bool used_up() const { return scripted_ && next_ >= script_.size(); }
  template <class List>
  const auto& pick(const List& list) {
    return list[roll(list.size())];
  }

 private:
  std::mt19937_64 generator_;
  std::vector<std::uint32_t> script_;
  std::size_t next_ = 0;
  bool scripted_ = false;
};

inline const std::string marker = "Budi Santoso, Jl. Melati";

// Fills each field with the given chance; every text holds the marker, but numbers and codes now and then do not.
class RandomFields : public Fields {
 public:
  RandomFields(Dice& dice, std::size_t chance, std::vector<MeetingId> meetings)
      : dice_(dice), chance_(chance), meetings_(std::move(meetings)) {}

  void text(const FieldSpec& spec, std::string& value) override {
    if (!wanted()) return;
    value = marker;
    if (spec.name == "email") value = dice_.percent(chance_) ? "budi@contoh.example" : marker;
    if (spec.name == "class_code") value = dice_.percent(chance_) ? "PW.01" : marker;
    if (spec.name == "number")
      value = dice_.percent(chance_) ? std::to_string(dice_.roll(40)) + "/ND/2026" : dice_.percent(50) ? marker : "";
  }
  void texts(const FieldSpec&, std::vector<std::string>& values) override {
    if (wanted()) values.assign(1 + dice_.roll(4), marker);
  }
  void integer(const FieldSpec&, std::int64_t& value) override { value = static_cast<std::int64_t>(dice_.roll(8)) - 1; }
  void date(const FieldSpec&, std::optional<Date>& value) override {
    if (wanted()) value = day("2026-11-20") + std::chrono::days{dice_.roll(40)};
  }
  void flag(const FieldSpec&, bool& value) override { value = wanted(); }
  void choice(const FieldSpec&, std::span<const std::string_view> words, std::string& word) override {
    if (wanted()) word = dice_.pick(words);
  }
  void choices(const FieldSpec&, std::span<const std::string_view> words, std::vector<std::string>& chosen) override {
    if (wanted()) chosen = {std::string{dice_.pick(words)}};
  }
  void files(const FieldSpec&, std::vector<FileId>& files) override {
    if (wanted()) files = {FileId{1 + static_cast<std::int64_t>(dice_.roll(9))}};
  }
  void users(const FieldSpec&, std::vector<UserId>& users) override { users = members(dice_.roll(6)); }
  void user(const FieldSpec&, UserId& user) override { user = UserId{static_cast<std::int64_t>(dice_.roll(9))}; }
  void meeting(const FieldSpec&, MeetingId& meeting) override {
    if (wanted() && !meetings_.empty()) meeting = dice_.pick(meetings_);
  }

 private:
  bool wanted() { return dice_.percent(chance_); }

  Dice& dice_;
  std::size_t chance_;
  std::vector<MeetingId> meetings_;
};

// All that an event's or a command's description shows, as text.
class Collector : public Fields {
 public:
  std::vector<std::pair<std::string, std::string>> found;

  void text(const FieldSpec& s, std::string& v) override { put(s, v); }
  void texts(const FieldSpec& s, std::vector<std::string>& v) override { all(s, v); }
  void integer(const FieldSpec& s, std::int64_t& v) override { put(s, std::to_string(v)); }
  void date(const FieldSpec& s, std::optional<Date>& v) override { put(s, v ? iso_date(*v) : ""); }
  void flag(const FieldSpec& s, bool& v) override { put(s, v ? "true" : "false"); }
  void choice(const FieldSpec& s, std::span<const std::string_view>, std::string& v) override { put(s, v); }
  void choices(const FieldSpec& s, std::span<const std::string_view>, std::vector<std::string>& v) override {
    all(s, v);
  }
  void files(const FieldSpec& s, std::vector<FileId>& v) override { ids(s, v); }
  void users(const FieldSpec& s, std::vector<UserId>& v) override { ids(s, v); }
  void user(const FieldSpec& s, UserId& v) override { put(s, std::to_string(v.value)); }
  void meeting(const FieldSpec& s, MeetingId& v) override { put(s, std::to_string(v.value)); }

 private:
  void put(const FieldSpec& spec, const std::string& value) { found.emplace_back(spec.name, value); }
  void all(const FieldSpec& spec, const std::vector<std::string>& values) {
    for (const auto& value : values) put(spec, value);
  }
  template <class Ids>
  void ids(const FieldSpec& spec, const Ids& values) {
    for (const auto id : values) put(spec, std::to_string(id.value));
  }
};

inline std::vector<std::pair<std::string, std::string>> fields_of(EventData data) {
  Collector collector;
  describe(data, collector);
  return collector.found;
}

}  // namespace dumas::complaint::testing
