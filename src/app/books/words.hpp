// What both books say in a reader's words: kinds, offices, the sender masked. Called by incoming.cpp and outgoing.cpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/names.hpp"
#include "complaint/events.hpp"
#include "locale/catalogue.hpp"
#include "store/database.hpp"

namespace dumas::app {

class BookWords {
 public:
  BookWords(const Catalogue& catalogue, Language language) : catalogue_(catalogue), language_(language) {}

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] std::string text(std::string_view key, const std::vector<std::string>& arguments = {}) const {
    return catalogue_.text(language_, key, arguments);
  }
  template <class E>
  [[nodiscard]] std::string word(std::string_view family, E value) const {
    return text(std::string{family} + '.' + std::string{name(value)});
  }
  // "Plh. Sekretaris".
  [[nodiscard]] std::string office(complaint::Role, complaint::Capacity) const;
  // "S*** W********"; for who withheld his name, that he did.
  [[nodiscard]] std::string person(std::optional<complaint::Disclosure>, std::string_view plain_name) const;

 private:
  const Catalogue& catalogue_;
  Language language_;
};

// Parts with ", " between them, empty ones left out.
[[nodiscard]] std::string listed(const std::vector<std::string>& parts);

// Display names of every officer the office ever had.
[[nodiscard]] std::map<UserId, std::string> officers(store::Connection&, std::string_view office);

}  // namespace dumas::app
