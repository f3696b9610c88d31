#include "documents/markup.hpp"

#include <stdexcept>

#include "base/utf8.hpp"

namespace dumas::documents {
namespace {

bool has_no_place(char32_t point) {
  const bool blank = point == U'\t' || point == U'\n' || point == U'\u2028' || point == U'\u2029';
  return (utf8::is_control(point) && !blank) || point == U'\uFFFE' || point == U'\uFFFF';
}

}  // namespace

Markup& Markup::open(std::string_view element, std::initializer_list<Attribute> attributes) {
  begin(element, attributes);
  text_ += '>';
  open_.emplace_back(element);
  return *this;
}

Markup& Markup::leaf(std::string_view element, std::initializer_list<Attribute> attributes) {
  begin(element, attributes);
  text_ += "/>";
  return *this;
}

Markup& Markup::text(std::string_view content) {
  text_ += escape_markup(content);
  return *this;
}

Markup& Markup::close() {
  if (open_.empty()) throw std::logic_error("markup: nothing is open");
  text_ += "</" + open_.back() + ">";
  open_.pop_back();
  return *this;
}

Markup& Markup::element(std::string_view name, std::initializer_list<Attribute> attributes, std::string_view content) {
  return open(name, attributes).text(content).close();
}

Markup& Markup::style(std::string_view css) {
  if (css.find('<') != std::string_view::npos) throw std::logic_error("markup: a style sheet with a tag in it");
  open("style");
  text_ += css;
  return close();
}

std::string Markup::finish() && {
  if (!open_.empty()) throw std::logic_error("markup: " + open_.back() + " is still open");
  return std::move(text_);
}

void Markup::begin(std::string_view element, std::initializer_list<Attribute> attributes) {
  text_ += '<';
  text_ += element;
  for (const auto& [name, value] : attributes) {
    text_ += ' ';
    text_ += name;
    text_ += "=\"" + escape_markup(value) + "\"";
  }
}

std::string escape_markup(std::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const auto [point, size] = utf8::front(text);
    const std::string_view letter = text.substr(0, size == 0 ? 1 : size);
    text.remove_prefix(letter.size());
    if (size == 0 || has_no_place(point)) continue;
    if (point == U'&') {
      escaped += "&amp;";
    } else if (point == U'<') {
      escaped += "&lt;";
    } else if (point == U'>') {
      escaped += "&gt;";
    } else if (point == U'"') {
      escaped += "&quot;";
    } else if (point == U'\'') {
      escaped += "&#39;";
    } else {
      escaped += letter;
    }
  }
  return escaped;
}

}  // namespace dumas::documents
