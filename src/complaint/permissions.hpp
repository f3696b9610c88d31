// Who may do what in which state: one table. What is not listed is refused. The actors of the ten rows come from
// the SOP file; what the SOP does not name stands in permissions.cpp with its reason.
#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"
#include "complaint/commands.hpp"
#include "complaint/sop.hpp"
#include "complaint/state.hpp"

namespace dumas::complaint {

struct Allowance {
  CommandKind command;
  std::vector<Status> from;
  std::vector<Role> roles;
};

// The whole matrix under this SOP, in the order of CommandKind.
[[nodiscard]] std::vector<Allowance> permission_matrix(const Sop&);

// Refusals: WRONG_ROLE (this role never does it), WRONG_STATE (not now), CONFLICT_OF_INTEREST (recused).
[[nodiscard]] Checked may(const Sop&, const State&, const Actor&, CommandKind);

// Commands a role could give now, in the order of the matrix.
[[nodiscard]] std::vector<CommandKind> open_commands(const Sop&, const State&, const Actor&);

// What a role may see or manage beside the commands of a case.
enum class Permission {
  ReadCases,       // lists, case pages, documents
  RevealIdentity,  // unmask the complainant, with a reason that is logged
  WriteRegister,   // the front desk's quick screen
  ReadRegister,    // the Buku Surat Masuk
  ManageMeetings,  // call a plenary, record attendance
  ReadMeetings,
  ReadReports,
  ManageUsers,
  FileScans,  // bring signed papers back through the scanner
  Delegate,   // name a Plh. or Plt.
  ReadAudit,
};

[[nodiscard]] bool allows(Role, Permission);

// Whether a role may see that a case in this state exists at all.
[[nodiscard]] bool sees_case(Role, const State&);

}  // namespace dumas::complaint

namespace dumas {
template <>
struct Names<complaint::Permission> {
  using E = complaint::Permission;
  static constexpr std::array<std::pair<E, std::string_view>, 11> table{{{E::ReadCases, "READ_CASES"},
                                                                         {E::RevealIdentity, "REVEAL_IDENTITY"},
                                                                         {E::WriteRegister, "WRITE_REGISTER"},
                                                                         {E::ReadRegister, "READ_REGISTER"},
                                                                         {E::ManageMeetings, "MANAGE_MEETINGS"},
                                                                         {E::ReadMeetings, "READ_MEETINGS"},
                                                                         {E::ReadReports, "READ_REPORTS"},
                                                                         {E::ManageUsers, "MANAGE_USERS"},
                                                                         {E::FileScans, "FILE_SCANS"},
                                                                         {E::Delegate, "DELEGATE"},
                                                                         {E::ReadAudit, "READ_AUDIT"}}};
};
}  // namespace dumas
