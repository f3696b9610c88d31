// Look-ups of a request, names of methods, the life of a temporary file.
#include "http/request.hpp"

#include <array>
#include <system_error>

#include "http/text.hpp"

namespace dumas::http {
namespace {

constexpr std::array<std::pair<std::string_view, Method>, 6> methods{{{"GET", Method::Get},
                                                                      {"HEAD", Method::Head},
                                                                      {"POST", Method::Post},
                                                                      {"PUT", Method::Put},
                                                                      {"DELETE", Method::Delete},
                                                                      {"OPTIONS", Method::Options}}};

}  // namespace

std::string_view to_string(Method method) {
  for (const auto& [name, value] : methods) {
    if (value == method) return name;
  }
  return "";
}

std::optional<Method> method_from(std::string_view name) {
  for (const auto& [known, value] : methods) {
    if (known == name) return value;
  }
  return std::nullopt;
}

TemporaryFile::~TemporaryFile() {
  std::error_code ignored;  // gone already when a handler moved it away
  std::filesystem::remove(path_, ignored);
}

std::optional<std::string> Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (equals_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  for (const auto& [key, value] : cookies) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters) {
    if (key == name) return value;
  }
  return {};
}

std::string Request::content_type() const {
  const auto whole = header("Content-Type").value_or("");
  std::string type(trimmed(std::string_view(whole).substr(0, whole.find(';'))));
  for (char& c : type) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return type;
}

}  // namespace dumas::http
