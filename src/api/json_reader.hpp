// Reads a request's JSON strictly: the types of the description, no unknown fields, each text cleaned as forms do, and
// every fault at once. Called by the endpoints that take a body; the library stays in the .cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/identity.hpp"
#include "base/result.hpp"
#include "complaint/fields.hpp"

namespace dumas::api {

// Who is meant by "login" or an id; nothing for nobody.
using FindUser = std::function<std::optional<UserId>(std::string_view)>;

class JsonObject {
 public:
  // Refusal MALFORMED_JSON (api.json_malformed): no JSON, no object, nested too deep, not UTF-8, a lone surrogate.
  [[nodiscard]] static Result<JsonObject> parse(std::string_view text);

  // Fills the members that `describe` names. Refusals, all in one, INVALID_INPUT with the field: api.type, api.unknown_field,
  // and those of the form reader (error.required, error.choose, ...).
  [[nodiscard]] Checked read(const std::function<void(complaint::Fields&)>& describe, const FindUser& = {}) const;

  // Of the envelope around a command. Absent or null: nothing. Refusal INVALID_INPUT api.type.
  [[nodiscard]] Result<std::optional<std::string>> text(std::string_view name) const;
  [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view name) const;
  [[nodiscard]] Result<std::optional<JsonObject>> object(std::string_view name) const;
  // Refuses what is not one of these names.
  [[nodiscard]] Checked only(std::initializer_list<std::string_view> names) const;

 private:
  explicit JsonObject(std::shared_ptr<const void> object) : object_(std::move(object)) {}
  std::shared_ptr<const void> object_;  // a boost::json::object inside its document
};

}  // namespace dumas::api
