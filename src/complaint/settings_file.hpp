// A settings file (TOML) as a plain tree that keeps line numbers, and a reader that gathers every fault of it, so that
// whoever edits the office's files hears of all mistakes at once. Used by sop_file.cpp and office_file.cpp; the TOML
// library itself stays in settings_file.cpp. Also reads the fields.toml of a paper (documents/paper/fields.cpp).
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/names.hpp"
#include "base/time.hpp"

namespace dumas::complaint {

struct LineFault {
  int line = 0;  // 0: the file as a whole
  std::string reason;
};

struct SettingsEntry;

struct SettingsNode {
  enum class Kind { Text, Number, Flag, Date, List, Table, Other };
  Kind kind = Kind::Other;
  int line = 0;
  std::string text;                    // Text; Date as YYYY-MM-DD
  std::int64_t number = 0;             // Number
  bool flag = false;                   // Flag
  std::vector<SettingsNode> items;     // List
  std::vector<SettingsEntry> entries;  // Table, in alphabetical order
};

struct SettingsEntry {
  std::string key;
  SettingsNode node;
};

// The file's root table. A file that is not TOML, or is larger than 1 MiB, gives an empty table and one fault.
[[nodiscard]] SettingsNode parse_settings(std::string_view toml, std::vector<LineFault>& faults);

// `; did you mean "SECRETARY"?` when one of the known words is near, else the words themselves when they are few.
[[nodiscard]] std::string hint(std::string_view word, const std::vector<std::string_view>& known);
// The known word that `word` was probably meant to be: about a third of its letters may differ.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      const std::vector<std::string_view>& known);

// Reads the fields of one table by name. What is asked for and absent, or of another type, is a fault and gives an
// empty value; finish() reports the keys nobody asked for.
class TableReader {
 public:
  // `place` begins every sentence about this table, e.g. "step 3"; empty for the root.
  TableReader(const SettingsNode& table, std::string place, std::vector<LineFault>& faults)
      : table_(table), place_(std::move(place)), faults_(faults) {}

  [[nodiscard]] std::string text(std::string_view key);           // not blank
  [[nodiscard]] std::string optional_text(std::string_view key);  // absent: empty
  [[nodiscard]] std::optional<int> number(std::string_view key, int least, int most);
  [[nodiscard]] bool flag(std::string_view key);  // absent: false
  [[nodiscard]] std::optional<Date> date(std::string_view key);
  [[nodiscard]] std::optional<std::chrono::minutes> time_of_day(std::string_view key);  // "HH:MM"

  struct Word {
    std::string text;
    int line = 0;
  };
  enum class Need { Must, May };
  [[nodiscard]] std::vector<Word> list(std::string_view key, Need need);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key, Need need);

  // One of an enum's words. `what` names it in the sentence, e.g. "actor".
  template <class E>
  std::optional<E> one_of(std::string_view key, std::string_view what) {
    const auto found = text(key);
    return found.empty() ? std::nullopt : known<E>({found, line(key)}, what);
  }
  template <class E>
  std::optional<E> known(const Word& word, std::string_view what) {
    const auto value = from_name<E>(word.text);
    if (!value) unknown_word(word, what, all_names<E>());
    return value;
  }

  // The sub-table or list of tables of that name; absent: nullptr, and a fault when it must be there.
  [[nodiscard]] const SettingsNode* table(std::string_view key, Need need);
  [[nodiscard]] const SettingsNode* tables(std::string_view key);

  // Whatever stands under that key, of any type; nullptr when nothing does.
  [[nodiscard]] const SettingsNode* any(std::string_view key) { return ask(key, Need::May); }

  // Where that field stands; the table's own line when it is absent.
  [[nodiscard]] int line(std::string_view key) const;
  void fault(int line, std::string_view reason);
  void finish();

 private:
  const SettingsNode* ask(std::string_view key, Need need);
  void wrong_type(std::string_view key, const SettingsNode& found, std::string_view wanted);
  void unknown_word(const Word& word, std::string_view what, const std::vector<std::string_view>& known);

  const SettingsNode& table_;
  std::string place_;
  std::vector<LineFault>& faults_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace dumas::complaint
