// The fields of a new acting officer, described once for the reader and for the description.
#pragma once

#include "app/delegation.hpp"
#include "complaint/fields.hpp"

namespace dumas::api {

struct DelegationFields {
  std::optional<complaint::Role> role;
  std::optional<complaint::Capacity> capacity;
  UserId user;
  std::optional<Date> from, to;
  std::string basis;
  void describe(complaint::Fields&);
};

}  // namespace dumas::api
