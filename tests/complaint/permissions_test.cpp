// The whole matrix, role x state x command, against golden/permissions.txt, which people read and review. The test
// reads the file and asks may() for each single cell. DUMAS_UPDATE_GOLDEN=1 writes the file anew.
#include "fixtures.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {

const std::string golden_path = std::string{DUMAS_SOURCE_DIR} + "/tests/complaint/golden/permissions.txt";

// "[section]" / "ROLE" / "  LABEL: word word": what is allowed; what is not listed is refused.
using Golden = std::set<std::string>;  // "section|ROLE|LABEL|word"

std::string cell(std::string_view section, Role role, std::string_view label, std::string_view word) {
  std::string text{section};
  return text.append("|").append(name(role)).append("|").append(label).append("|").append(word);
}

Golden read_golden() {
  Golden golden;
  std::istringstream file{file_text("tests/complaint/golden/permissions.txt")};
  std::string line, section, role;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      section = line.substr(1, line.find(']') - 1);
    } else if (line.front() != ' ') {
      role = line;
    } else {
      const auto colon = line.find(':');
      std::istringstream words{line.substr(colon + 1)};
      const auto label = line.substr(2, colon - 2);
      for (std::string word; words >> word;) golden.insert(section + "|" + role + "|" + label + "|" + word);
    }
  }
  return golden;
}

struct Stage {
  std::string label;
  State state;
};

// A state no event has made yet, and every status there is. The matrix asks nothing but status and newness.
std::vector<Stage> every_state() {
  std::vector<Stage> stages{{"NEW", State{}}};
  for (const auto& [status, word] : Names<Status>::table) {
    State state;
    state.version = 7;
    state.status = status;
    stages.push_back({std::string{word}, state});
  }
  return stages;
}

// What a case has grown to at each state of the main road, and where sight hangs on more than the state.
std::vector<Stage> cases_on_the_road() {
  std::vector<Stage> stages;
  for (int status = 0; status <= static_cast<int>(Status::Closed); ++status)
    stages.push_back({std::string{name(static_cast<Status>(status))}, run_at(static_cast<Status>(status)).state});
  Run opinion = run_at(Status::UnderAnalysis);
  opinion.must(good::question(), unit);
  stages.push_back({"UNDER_ANALYSIS+opinion_asked", opinion.state});
  opinion.must(good::opinion(), legal);
  stages.push_back({"UNDER_ANALYSIS+opinion_given", opinion.state});
  opinion.must(good::analysis(), unit);
  stages.push_back({"ANALYSED+opinion_given", opinion.state});
  Run review = run_at(Status::Analysed);
  review.must(good::schedule(review.call_meeting("2026-12-02")), secretary);
  stages.push_back({"ANALYSED+one_leader_reviewed", review.state});
  review.must(good::because<ReturnAnalysis>("kurang"), chair);
  stages.push_back({"UNDER_ANALYSIS+returned", review.state});
  Run drafted = run_at(Status::Decided);
  drafted.must(good::answer(), unit);
  stages.push_back({"DECIDED+answer_drafted", drafted.state});
  return stages;
}

bool seen_by(Role role, const State& state) { return sees_case(role, state); }

void write_golden() {
  std::ofstream out{golden_path};
  out << "# Who may do what. What is not listed is refused. Reviewed by people; compared cell by cell by "
         "permissions_test.\n"
         "# Written by: DUMAS_UPDATE_GOLDEN=1 bin/test complaint. A change here is a change of who may do what: say "
         "why.\n";
  const auto section = [&out](std::string_view title, const auto& line_of_role) {
    out << "\n[" << title << "]\n";
    for (const auto& [role, word] : Names<Role>::table) {
      const std::string lines = line_of_role(role);
      if (!lines.empty()) out << word << "\n" << lines;
    }
  };
  const Sop sop = kediri_sop();
  section("commands", [&](Role role) {
    std::string lines;
    for (const auto& [label, state] : every_state()) {
      std::string words;
      for (const auto& [command, word] : Names<CommandKind>::table)
        if (may(sop, state, person(role), command)) words.append(" ").append(word);
      if (!words.empty()) lines.append("  ").append(label).append(":").append(words).append("\n");
    }
    return lines;
  });
  section("permissions", [&](Role role) {
    std::string words;
    for (const auto& [permission, word] : Names<Permission>::table)
      if (allows(role, permission)) words.append(" ").append(word);
    return words.empty() ? words : "  may:" + words + "\n";
  });
  section("sees_case", [&](Role role) {
    std::string words;
    for (const auto& [label, state] : cases_on_the_road())
      if (seen_by(role, state)) words.append(" ").append(label);
    return words.empty() ? words : "  when:" + words + "\n";
  });
}

}  // namespace

TEST_CASE("every role, state and command is as the golden file says") {
  if (const char* update = std::getenv("DUMAS_UPDATE_GOLDEN"); update && std::string_view{update} == "1")
    write_golden();
  Golden golden = read_golden();
  REQUIRE(golden.size() > 50);
  const Sop sop = kediri_sop();
  const auto compare = [&golden](const std::string& key, bool allowed) {
    CAPTURE(key);
    CHECK(allowed == (golden.erase(key) == 1));
  };
  for (const auto& [role, role_word] : Names<Role>::table) {
    for (const auto& [label, state] : every_state())
      for (const auto& [command, word] : Names<CommandKind>::table) {
        const auto answer = may(sop, state, person(role), command);
        compare(cell("commands", role, label, word), answer.ok());
        if (!answer) {
          CAPTURE(word);
          const auto& code = answer.refusal().code;
          CHECK((code == "WRONG_ROLE" || code == "WRONG_STATE"));
        }
      }
    for (const auto& [permission, word] : Names<Permission>::table)
      compare(cell("permissions", role, "may", word), allows(role, permission));
    for (const auto& [label, state] : cases_on_the_road())
      compare(cell("sees_case", role, "when", label), seen_by(role, state));
  }
  for (const auto& unknown : golden) FAIL_CHECK("in the golden file, but no such cell: " << unknown);
}

TEST_CASE("an administrator touches no case, an auditor and the timer change nothing") {
  const Sop sop = kediri_sop();
  for (const Role role : {Role::Admin, Role::Auditor, Role::Timer, Role::Ppid, Role::IntegrityTeam, Role::Commissioner})
    for (const auto& [label, state] : every_state()) CHECK(open_commands(sop, state, person(role)).empty());
  for (const auto& [label, state] : cases_on_the_road()) CHECK_FALSE(sees_case(Role::Admin, state));
  CHECK_FALSE(allows(Role::Admin, Permission::ReadCases));
  CHECK_FALSE(allows(Role::Admin, Permission::RevealIdentity));
  CHECK_FALSE(allows(Role::Auditor, Permission::RevealIdentity));
}

TEST_CASE("who can act on a case can see it") {
  const Sop sop = kediri_sop();
  for (const auto& [label, state] : cases_on_the_road())
    for (const auto& [role, word] : Names<Role>::table) {
      if (role == Role::Reporter) continue;  // he comes with code and PIN
      CAPTURE(label);
      CAPTURE(word);
      for (const auto command : open_commands(sop, state, person(role))) {
        CAPTURE(name(command));
        // These two wait for a paper that makes the case visible; without it they are refused anyway.
        if (command == CommandKind::AttachLegalOpinion && !state.opinion_asked) continue;
        if (role == Role::SubsectionHead && !state.has(DocumentType::AnswerLetter)) continue;
        CHECK(sees_case(role, state));
      }
    }
}

TEST_CASE("the actors of a row are the SOP's, not the code's") {
  Sop sop = kediri_sop();
  row_of(sop, StepKey::Delivery).actors = {Role::ComplaintUnit};
  const State state = run_at(Status::AnswerReady).state;
  CHECK_FALSE(may(sop, state, desk, CommandKind::DeliverAnswer).ok());
  CHECK(may(sop, state, unit, CommandKind::DeliverAnswer).ok());
  CHECK(may(kediri_sop(), state, desk, CommandKind::DeliverAnswer).ok());
}

TEST_CASE("no allowance names a role or a state twice, and each command stands once") {
  const auto matrix = permission_matrix(kediri_sop());
  REQUIRE(matrix.size() == Names<CommandKind>::table.size());
  for (std::size_t n = 0; n < matrix.size(); ++n) {
    CHECK(static_cast<std::size_t>(matrix[n].command) == n);
    CHECK(std::set<Role>(matrix[n].roles.begin(), matrix[n].roles.end()).size() == matrix[n].roles.size());
    CHECK(std::set<Status>(matrix[n].from.begin(), matrix[n].from.end()).size() == matrix[n].from.size());
  }
}
