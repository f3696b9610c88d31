// HTML and XML that cannot be built wrongly: every text and attribute is escaped where it is written, every element that
// was opened is closed. Called by the SOP's printed sheet (sop_document.cpp) and its BPMN (bpmn.cpp).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dumas::documents {

using Attribute = std::pair<std::string_view, std::string>;

class Markup {
 public:
  // `head` is written as it stands: the document type or the XML declaration.
  explicit Markup(std::string_view head) : text_(head) {}

  // Names are the program's own words; values may be anybody's.
  Markup& open(std::string_view element, std::initializer_list<Attribute> attributes = {});
  // An element without content, written <br/>: void in HTML, empty in XML and SVG.
  Markup& leaf(std::string_view element, std::initializer_list<Attribute> attributes = {});
  Markup& text(std::string_view);
  // Closes the innermost open element. Throws std::logic_error when none is open.
  Markup& close();
  // open, text, close.
  Markup& element(std::string_view name, std::initializer_list<Attribute> attributes, std::string_view content);
  // The program's own style sheet, written as it stands. Throws std::logic_error on anything with "<".
  Markup& style(std::string_view css);
  // The whole text. Throws std::logic_error when an element is still open.
  [[nodiscard]] std::string finish() &&;

 private:
  void begin(std::string_view element, std::initializer_list<Attribute> attributes);

  std::string text_;
  std::vector<std::string> open_;
};

// & < > " and ' as entities. Bytes that XML 1.0 has no place for (controls but tab and line feed, what is no UTF-8) are
// dropped: neither a page nor a file may fail to open because of a text.
[[nodiscard]] std::string escape_markup(std::string_view text);

}  // namespace dumas::documents
