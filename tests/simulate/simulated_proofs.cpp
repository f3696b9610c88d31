// What is proven of a case and of the whole office.
#include <fstream>
#include <iterator>

#include "app/verify.hpp"
#include "simulated_office.hpp"

namespace dumas::simulate {

using namespace complaint;  // NOLINT(google-build-using-namespace)

void SimulatedOffice::follow(FollowedCase& followed) {
  for (const auto& wrong : followed.follow(*office_.app)) fault(wrong);
}

FollowedCase& SimulatedOffice::adopt(CaseId id) {
  for (auto& known : cases_)
    if (known.id() == id) return known;
  ++tally_.cases;
  return cases_.emplace_back(id, sop_);
}

void SimulatedOffice::prove_case(FollowedCase& followed) {
  for (const auto& wrong : followed.read_again(*office_.app)) fault(wrong);
  for (const auto& wrong : tables_that_differ(*office_.app, followed.id())) fault(wrong);
}

// What `dumas verify` proves, numbers, and that a restart finds the same office.
void SimulatedOffice::prove_office() {
  const auto report = app::verify(*office_.app);
  for (const auto& wrong : report.faults) fault("verify: " + wrong);
  if (report.cases != static_cast<std::int64_t>(cases_.size())) fault("verify counts other cases");
  for (const auto& gap : gaps_in_numbers(*office_.app)) fault(gap);
  office_.open();
  if (snapshot(*office_.app).head != report.head) fault("another log after a restart");
  no_text_in_the_open();
}

// Personal data is sealed: what was typed is nowhere in the folder but in the staff's own uploads.
void SimulatedOffice::no_text_in_the_open() {
  office_.close();  // the log is moved into the main file
  for (const char* part : {"dumas.db", "dumas.db-wal"}) {
    std::ifstream file(office_.folder() / part, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (bytes.find("Budi Santoso") != std::string::npos)
      fault(std::string{"what a citizen typed lies open in "} + part);
  }
}

}  // namespace dumas::simulate
