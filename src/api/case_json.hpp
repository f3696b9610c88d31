// A case's row as JSON, shared by the lists, the case and the register.
#pragma once

#include <map>
#include <string>

#include "api/call.hpp"
#include "store/case_queries.hpp"

namespace dumas::api {

void write_row(const store::CaseRow&, JsonWriter&);  // the members only: the caller opens and closes
void write_rows(std::string_view name, const std::vector<store::CaseRow>&, JsonWriter&);

// Who acted: id and the name he is shown by.
using NamesOfUsers = std::map<UserId, std::string>;
[[nodiscard]] NamesOfUsers names_of_users(const Call&);
void write_actor(std::string_view name, UserId, const std::optional<complaint::Role>&, complaint::Capacity,
                 const NamesOfUsers&, JsonWriter&);

}  // namespace dumas::api
