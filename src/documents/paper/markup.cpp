// HTML of a paper: see markup.hpp.
#include "documents/paper/markup.hpp"

#include <algorithm>
#include <array>

namespace dumas::documents {
namespace {

// What a letter needs. Anything else is refused by name, so that nothing new in HTML comes in unasked.
constexpr std::array elements{"abbr",       "address", "article",  "aside",   "b",     "bdi",  "blockquote", "br",
                              "caption",    "col",     "colgroup", "dd",      "div",   "dl",   "dt",         "em",
                              "figcaption", "figure",  "footer",   "h1",      "h2",    "h3",   "h4",         "h5",
                              "h6",         "header",  "hr",       "i",       "img",   "li",   "main",       "ol",
                              "p",          "pre",     "s",        "section", "small", "span", "strong",     "sub",
                              "sup",        "table",   "tbody",    "td",      "tfoot", "th",   "thead",      "time",
                              "tr",         "u",       "ul",       "wbr"};
constexpr std::array attributes{"alt",   "class", "colspan",  "dir",     "headers", "height",   "id",
                                "lang",  "role",  "reversed", "rowspan", "scope",   "span",     "src",
                                "start", "title", "type",     "value",   "width",   "translate"};
constexpr std::array without_end{"br", "col", "hr", "img", "wbr"};

template <class Names>
bool among(const Names& names, std::string_view wanted) {
  return std::find(names.begin(), names.end(), wanted) != names.end();
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f'; }

class Markup {
 public:
  Markup(const SourceText& source, TemplateFaults& faults) : source_(source), text_(source.text()), faults_(faults) {}

  void check() {
    while (at_ < text_.size()) {
      if (looking_at("{{")) {
        skip_mark();
      } else if (text_[at_] == '<' && at_ + 1 < text_.size() && text_[at_ + 1] != ' ' && text_[at_ + 1] != '\n') {
        tag();
      } else {
        ++at_;
      }
    }
    for (const auto& left : open_) fault(left.offset, "unclosed_element", {left.name});
  }

 private:
  struct Open {
    std::string name;
    std::size_t offset = 0;
  };

  [[nodiscard]] bool looking_at(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
  [[nodiscard]] bool ended() const { return at_ >= text_.size(); }

  // Past one {{...}}; gives what stands in it.
  std::string_view skip_mark() {
    const auto close = text_.find("}}", at_);
    const auto inside = text_.substr(at_ + 2, close == std::string_view::npos ? close : close - at_ - 2);
    at_ = close == std::string_view::npos ? text_.size() : close + 2;
    return inside;
  }

  void tag() {
    const auto begin = at_++;
    const bool closing = looking_at("/");
    if (closing) ++at_;
    std::string element;
    while (!ended() && !is_space(text_[at_]) && text_[at_] != '>' && text_[at_] != '/' && text_[at_] != '{') {
      element += lower(text_[at_++]);
    }
    if (looking_at("{{")) fault(at_, "value_misplaced", {"<" + element});
    if (!among(elements, element)) fault(begin, "element_refused", {element});
    while (!ended() && text_[at_] != '>') {
      if (is_space(text_[at_]) || text_[at_] == '/') {
        ++at_;
      } else if (looking_at("{{")) {
        mark_in_tag(element);
      } else if (text_[at_] == '<') {
        break;
      } else {
        attribute(element);
      }
    }
    if (ended() || text_[at_] != '>') {
      fault(begin, "tag_not_closed", {element});
      return;
    }
    ++at_;
    if (among(elements, element) && !among(without_end, element)) nest(element, closing, begin);
  }

  // Between attributes a section may open and close; a value would become the name of an attribute.
  void mark_in_tag(const std::string& element) {
    const auto begin = at_;
    const auto inside = skip_mark();
    if (!inside.starts_with('#') && !inside.starts_with('/')) fault(begin, "value_misplaced", {"<" + element});
  }

  void attribute(const std::string& element) {
    const auto begin = at_;
    std::string name;
    while (!ended() && !is_space(text_[at_]) && text_.substr(at_, 2) != "{{" && text_[at_] != '=' &&
           text_[at_] != '>' && text_[at_] != '/' && text_[at_] != '<') {
      name += lower(text_[at_++]);
    }
    if (name.empty()) {  // a stray = or <
      ++at_;
      name = "=";
    }
    const bool known = among(attributes, name) || name.starts_with("aria-");
    if (!known || (name == "src" && element != "img")) fault(begin, "attribute_refused", {name, element});
    while (!ended() && is_space(text_[at_])) ++at_;
    if (!looking_at("=")) return;
    ++at_;
    while (!ended() && is_space(text_[at_])) ++at_;
    const std::string value = attribute_value(name);
    if (name == "src" && element == "img" && !value.starts_with("data:image/")) {
      fault(begin, "image_outside", {value.substr(0, 60)});
    }
  }

  std::string attribute_value(const std::string& attribute) {
    const char quote = ended() ? '>' : text_[at_];
    const bool quoted = quote == '"' || quote == '\'';
    const auto begin = at_;
    if (quoted) ++at_;
    std::string value;
    while (!ended() && (quoted ? text_[at_] != quote : !is_space(text_[at_]) && text_[at_] != '>')) {
      if (looking_at("{{")) {
        if (!quoted || attribute == "src") fault(at_, "value_misplaced", {attribute});
        skip_mark();
      } else {
        value += text_[at_++];
      }
    }
    if (quoted && ended()) fault(begin, "tag_not_closed", {attribute});
    if (quoted && !ended()) ++at_;
    return value;
  }

  // Elements nest, save that an end tag may close forgotten <p> and <li>, as browsers do.
  void nest(const std::string& element, bool closing, std::size_t begin) {
    if (!closing) {
      open_.push_back({element, begin});
      return;
    }
    const auto found =
        std::find_if(open_.rbegin(), open_.rend(), [&](const auto& open) { return open.name == element; });
    if (found == open_.rend()) return fault(begin, "unopened_element", {element});
    while (open_.back().name != element) {
      fault(open_.back().offset, "unclosed_element", {open_.back().name});
      open_.pop_back();
    }
    open_.pop_back();
  }

  void fault(std::size_t offset, std::string reason, std::vector<std::string> arguments) {
    auto place = source_.place(offset);
    faults_.push_back({std::move(place.file), place.line, std::move(reason), std::move(arguments)});
  }

  const SourceText& source_;
  std::string_view text_;
  TemplateFaults& faults_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
};

}  // namespace

void check_markup(const SourceText& source, TemplateFaults& faults) { Markup(source, faults).check(); }

}  // namespace dumas::documents
