// The style sheet of a paper: see markup.hpp. It stands in the document itself when printed, so it must not be able to
// end its element, and it fetches nothing.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "documents/paper/markup.hpp"

namespace dumas::documents {
namespace {

constexpr std::array fetching_rules{"@import", "@charset", "@namespace"};
constexpr std::array fetching_functions{"image-set", "-webkit-image-set", "src", "expression", "element-url", "image"};

class Style {
 public:
  Style(std::string_view css, const std::string& file, TemplateFaults& faults)
      : css_(css), file_(file), faults_(faults) {}

  void check() {
    for (; at_ < css_.size(); ++at_) {
      const char c = css_[at_];
      if (css_.substr(at_, 2) == "/*") {
        skip_comment();
      } else if (c == '"' || c == '\'') {
        skip_string();
      } else if (c == '<' || c == '\\') {
        fault("style_character", std::string(1, c));  // </style>, or a name in disguise
      } else if (c == '{') {
        open_.push_back(line());
      } else if (c == '}') {
        if (open_.empty()) fault("style_unbalanced", "}");
        if (!open_.empty()) open_.pop_back();
      } else if (c == '(') {
        function();
      } else if (c == '@') {
        rule();
      }
    }
    for (const int left : open_) faults_.push_back({file_, left, "style_unbalanced", {"{"}});
  }

 private:
  void skip_comment() {
    const auto end = css_.find("*/", at_ + 2);
    if (end == std::string_view::npos) fault("style_unbalanced", "/*");
    if (css_.substr(at_, end - at_).find('<') != std::string_view::npos) fault("style_character", "<");
    at_ = end == std::string_view::npos ? css_.size() : end + 1;
  }

  void skip_string() {
    const char quote = css_[at_];
    const auto begin = at_;
    for (++at_; at_ < css_.size() && css_[at_] != quote && css_[at_] != '\n'; ++at_) {
      if (css_[at_] == '\\') ++at_;
      if (at_ < css_.size() && css_[at_] == '<') fault("style_character", "<");
    }
    if (at_ >= css_.size() || css_[at_] != quote) {
      at_ = begin;
      fault("style_unbalanced", std::string(1, quote));
    }
  }

  void function() {
    std::size_t begin = at_;
    while (begin > 0 && is_word(css_[begin - 1])) --begin;
    const std::string name = lowered(css_.substr(begin, at_ - begin));
    if (std::find(fetching_functions.begin(), fetching_functions.end(), name) != fetching_functions.end()) {
      fault("style_outside", name + "()");
    }
    if (name != "url") return;
    auto inside = css_.substr(at_ + 1);
    while (!inside.empty() && (inside[0] == ' ' || inside[0] == '"' || inside[0] == '\'')) inside.remove_prefix(1);
    if (!lowered(inside.substr(0, 11)).starts_with("data:image/")) fault("style_outside", "url()");
  }

  void rule() {
    std::size_t end = at_ + 1;
    while (end < css_.size() && is_word(css_[end])) ++end;
    const std::string name = lowered(css_.substr(at_, end - at_));
    if (std::find(fetching_rules.begin(), fetching_rules.end(), name) != fetching_rules.end()) {
      fault("style_outside", name);
    }
  }

  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
  static std::string lowered(std::string_view text) {
    std::string low{text};
    for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return low;
  }
  [[nodiscard]] int line() const {
    return 1 + static_cast<int>(std::count(css_.begin(), css_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
  }
  void fault(std::string reason, std::string argument) {
    faults_.push_back({file_, line(), std::move(reason), {std::move(argument)}});
  }

  std::string_view css_;
  const std::string& file_;
  TemplateFaults& faults_;
  std::size_t at_ = 0;
  std::vector<int> open_;  // lines of the braces that wait for their end
};

}  // namespace

void check_style(std::string_view css, const std::string& file, TemplateFaults& faults) {
  Style(css, file, faults).check();
}

}  // namespace dumas::documents
