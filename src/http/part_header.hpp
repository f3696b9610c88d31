// The header of one part of a multipart body, and parameters of a header value such as Content-Disposition's.
// Used by multipart.cpp alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dumas::http {

struct PartHeader {
  std::string name;
  std::optional<std::string> filename{};
  std::string content_type{};
};

// `block` is the header lines, each ended by CRLF, without the blank line. Nothing when malformed.
[[nodiscard]] std::optional<PartHeader> parse_part_header(std::string_view block);

struct ValueWithParameters {
  std::string value;                                            // "form-data", as sent
  std::vector<std::pair<std::string, std::string>> parameters;  // names in lower case
  [[nodiscard]] const std::string* find(std::string_view name) const;
};
// `form-data; name="a"; filename="b\"c"`. Nothing when malformed or when a parameter comes twice.
[[nodiscard]] std::optional<ValueWithParameters> parse_parameters(std::string_view text);

}  // namespace dumas::http
