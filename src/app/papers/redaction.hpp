// Takes the complainant out of a finished model: wherever his name, number, address, telephone or e-mail stands as he
// gave it, also in a text that an officer typed, its mask stands instead. Called for every paper that is not to name him.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "complaint/content.hpp"
#include "documents/model.hpp"

namespace dumas::app::papers {

class Redaction {
 public:
  // `reporter` is the record of that type; an empty one takes nothing out.
  explicit Redaction(const complaint::Content& reporter);

  [[nodiscard]] std::string text(std::string_view) const;
  [[nodiscard]] documents::Model model(const documents::Model&) const;

 private:
  std::vector<std::pair<std::string, std::string>> words_;    // as given, in small letters, and its mask
  std::vector<std::pair<std::string, std::string>> numbers_;  // its digits, and its mask
};

}  // namespace dumas::app::papers
