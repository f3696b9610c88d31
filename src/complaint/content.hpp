// The text of a document as ordered named fields: what the store encrypts and print pages show.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/variant_member.hpp"
#include "complaint/commands.hpp"

namespace dumas::complaint {

using TextList = VariantMember<std::vector<std::string>>;
using ContentValue = std::variant<std::string, TextList>;

class Content {
 public:
  void set(std::string_view name, ContentValue value);
  // The text of a field; a list is joined with line breaks; "" when absent.
  [[nodiscard]] std::string text(std::string_view name) const;
  // The entries of a list; a text gives one entry; none when absent.
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, ContentValue>>& fields() const { return fields_; }
  [[nodiscard]] bool empty() const { return fields_.empty(); }

  friend bool operator==(const Content&, const Content&) = default;

 private:
  std::vector<std::pair<std::string, ContentValue>> fields_;
};

// All filled fields of a command but its files and ids, under the names of its description.
Content content_of(Command);

// The same, of only those fields that are named.
Content content_of(Command, std::initializer_list<std::string_view> names);

}  // namespace dumas::complaint
