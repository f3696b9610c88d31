// Fills a command at random: as a careful officer would, or as nobody should. Every free text holds the marker, so that
// a test can look for it where no personal data may stand.
#pragma once

#include <functional>

#include "../complaint/form_fields.hpp"

namespace dumas::simulate {

using complaint::FieldSpec;
using complaint::testing::Dice;
using complaint::testing::marker;

enum class Manner { Careful, Careless };

// What a field can point to, and the day it is.
struct Surroundings {
  Date today{};
  std::vector<MeetingId> meetings;
  std::vector<UserId> users;
  std::vector<std::string> numbers;      // given already, to be typed again or to be run ahead of
  std::function<FileId(Manner)> upload;  // one's own waiting file, or one that is not for the taking
};

class SimulatedFields : public complaint::Fields {
 public:
  SimulatedFields(Dice& dice, Manner manner, const Surroundings& around)
      : dice_(dice), manner_(manner), around_(around) {}

  void text(const FieldSpec& spec, std::string& value) override {
    if (!wanted()) return;
    value = careful() ? sensible(spec) : hostile();
  }
  void texts(const FieldSpec&, std::vector<std::string>& values) override {
    if (!wanted()) return;
    for (auto lines = 1 + dice_.roll(3); lines > 0; --lines) values.push_back(careful() ? marker : hostile());
  }
  void integer(const FieldSpec&, std::int64_t& value) override {
    static constexpr std::array<std::int64_t, 8> any{
        -1, 0, 1, 2, 3, 5, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
    value = dice_.pick(any);
  }
  void date(const FieldSpec&, std::optional<Date>& value) override {
    if (!wanted()) return;
    value = around_.today +
            std::chrono::days{careful() ? static_cast<int>(dice_.roll(8)) : static_cast<int>(dice_.roll(8000)) - 4000};
  }
  void flag(const FieldSpec&, bool& value) override { value = wanted(); }
  void choice(const FieldSpec&, std::span<const std::string_view> words, std::string& word) override {
    if (wanted()) word = careful() || dice_.percent(80) ? std::string{dice_.pick(words)} : hostile();
  }
  void choices(const FieldSpec&, std::span<const std::string_view> words, std::vector<std::string>& chosen) override {
    if (wanted())
      for (auto count = 1 + dice_.roll(3); count > 0; --count) chosen.emplace_back(dice_.pick(words));
  }
  void files(const FieldSpec&, std::vector<FileId>& files) override {
    if (wanted() && dice_.percent(60)) files.push_back(around_.upload(manner_));
  }
  void users(const FieldSpec&, std::vector<UserId>& users) override {
    for (const auto user : around_.users)
      if (dice_.percent(50)) users.push_back(user);
  }
  void user(const FieldSpec&, UserId& user) override { user = dice_.pick(around_.users); }
  void meeting(const FieldSpec&, MeetingId& meeting) override {
    if (!wanted() || around_.meetings.empty()) return;
    meeting = careful() || dice_.percent(70) ? dice_.pick(around_.meetings)
                                             : MeetingId{static_cast<std::int64_t>(dice_.roll(9)) - 1};
  }

 private:
  bool careful() const { return manner_ == Manner::Careful; }
  bool wanted() { return careful() || dice_.percent(70); }

  std::string sensible(const FieldSpec& spec) {
    if (spec.name == "email") return "budi@contoh.example";
    if (spec.name == "class_code") return dice_.percent(50) ? "PW.01" : "";
    if (spec.name == "time") return "10:00";
    if (spec.name == "number") return dice_.percent(85) ? "" : typed_number();
    std::string text = marker;
    if (spec.shape == complaint::Shape::Paragraph)
      for (auto more = dice_.roll(4); more > 0; --more) text += "\nPetugas loket tidak ada pada jam layanan.";
    return text;
  }

  // One that stands already, or what the counter would print soon.
  std::string typed_number() {
    if (around_.numbers.empty() || dice_.percent(30)) return std::to_string(1 + dice_.roll(40)) + "/ND/2026";
    std::string text = dice_.pick(around_.numbers);
    const auto digits = text.find_first_not_of("0123456789");
    if (dice_.percent(30) || digits == 0 || digits == std::string::npos || digits > 6) return text;
    return std::to_string(std::stol(text.substr(0, digits)) + 1 + static_cast<long>(dice_.roll(3))) +
           text.substr(digits);
  }

  const std::string& hostile() {
    static const std::vector<std::string> texts{"",
                                                " ",
                                                "\n\n",
                                                marker + "<script>alert(1)</script>",
                                                marker + "'; DROP TABLE cases; --",
                                                marker + "\" OR 1=1",
                                                marker + std::string{"\0tersembunyi", 12},
                                                marker +
                                                    "\xe2\x80\xae"
                                                    "fdp.exe",
                                                "../../etc/passwd " + marker,
                                                "Drs. Nur'aini, M.Si " + marker,
                                                "A",
                                                "0812-" + marker,
                                                marker + " \xf0\x9f\x98\x80",
                                                marker + "\r\nSet-Cookie: a=b",
                                                "{{" + marker + "}}%s%n",
                                                marker + std::string(40000, 'x'),
                                                "{\"version\":1," + marker,
                                                "\xef\xbf\xbe" + marker,
                                                "-1",
                                                "99999999999999999999999",
                                                "2026-02-30",
                                                "0/0/0"};
    return dice_.pick(texts);
  }

  Dice& dice_;
  Manner manner_;
  const Surroundings& around_;
};

}  // namespace dumas::simulate
