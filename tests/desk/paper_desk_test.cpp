// What a step finishes is printed once, frozen, and stays: the same bytes and digest after a new template, a restart, a
// second reader at the same moment, and after its number was cancelled.
#include <set>
#include <thread>

#include "app/papers/paper_file.hpp"
#include "print_shop.hpp"

using namespace dumas;           // NOLINT(google-build-using-namespace)
using namespace dumas::testing;  // NOLINT(google-build-using-namespace)
using complaint::DocumentType;
using complaint::PaperKind;
using complaint::Role;

TEST_CASE("every paper of a closed case is issued once, names its number, and is whole") {
  PrintShop shop;
  const Walk walked = walk(shop.office);
  CHECK(shop.due(walked.id).size() == 9);
  CHECK(shop.desk->issue_due() == 11);  // with the meeting's invitation and attendance list
  CHECK(shop.desk->issue_due() == 0);
  CHECK(shop.due(walked.id).empty());
  std::set<std::string> tokens;
  for (const auto& row : shop.papers(walked.id)) {
    CAPTURE(name(*row.issued.paper));
    tokens.insert(row.issued.token);
    CHECK(row.issued.token.size() == 16);
    const auto bytes = app::thaw(*shop.office.app, row.issued.file);
    REQUIRE(bytes.has_value());
    CHECK(bytes->size() == static_cast<std::size_t>(row.issued.file.size));
    const std::string text = text_of(*bytes);
    CHECK(text.find(row.issued.token) != std::string::npos);
    if (!row.issued.number.empty()) CHECK(text.find(row.issued.number) != std::string::npos);
    CHECK_FALSE(row.voided);
  }
  CHECK(tokens.size() == 9);
  CHECK(shop.paper(walked.id, PaperKind::AnswerLetter).issued.number == walked.answer_no);
  CHECK(shop.paper(walked.id, PaperKind::PlenaryMinutes).issued.number == walked.minutes_no);
  CHECK(shop.paper(walked.id, PaperKind::ActivityMemo).issued.number == walked.memo_no);
  CHECK(shop.paper(walked.id, PaperKind::ComplaintReceipt).issued.number == walked.register_no);
  const auto& letter = shop.paper(walked.id, PaperKind::AnswerLetter).issued;
  CHECK(letter.signed_by == shop.office.users["sekretaris"]);
  CHECK(letter.mode == complaint::SigningMode::WetInk);
  CHECK(shop.faults() == std::vector<std::string>{});
}

TEST_CASE("a frozen paper stays as it is after a restart and a new template") {
  PrintShop shop;
  const auto made = sign_answer(shop.office);
  const RecordId record = shop.record(made.id, DocumentType::AnswerLetter);
  const auto first = shop.desk->issued(record, PaperKind::AnswerLetter);
  REQUIRE(first.ok());
  const auto own = shop.office.folder() / "office" / "papers" / "answer_letter";
  std::filesystem::create_directories(own);
  std::ofstream(own / "paper.css") << ".paper { color: red; }\n";
  shop.reopen();
  const auto again = shop.desk->issued(record, PaperKind::AnswerLetter);
  REQUIRE(again.ok());
  CHECK(again->pdf == first->pdf);
  CHECK(again->paper.issued.token == first->paper.issued.token);
}

TEST_CASE("eight readers who ask at once get the same bytes") {
  PrintShop shop;
  const auto made = sign_answer(shop.office);
  const RecordId record = shop.record(made.id, DocumentType::AnswerLetter);
  std::vector<std::string> got(8);
  std::vector<std::thread> readers;
  for (auto& bytes : got)
    readers.emplace_back([&] {
      if (const auto issued = shop.desk->issued(record, PaperKind::AnswerLetter)) bytes = issued->pdf;
    });
  for (auto& reader : readers) reader.join();
  CHECK_FALSE(got.front().empty());
  for (const auto& bytes : got) CHECK(bytes == got.front());
  CHECK(shop.papers(made.id).size() == 1);
}

TEST_CASE("a cancelled letter keeps its number and says so; the next one takes another") {
  PrintShop shop;
  const auto made = sign_answer(shop.office);
  const RecordId first = shop.record(made.id, DocumentType::AnswerLetter);
  REQUIRE(shop.desk->issued(first, PaperKind::AnswerLetter).ok());
  shop.office.must(made.id, shop.office.as("ketua", Role::Chair), complaint::VoidAnswer{.reason = "Salah alamat"});
  const auto cancelled = shop.paper(made.id, PaperKind::AnswerLetter);
  CHECK(cancelled.voided);
  CHECK(cancelled.issued.number == made.answer_no);
  const std::string second = sign_again(shop.office, made.id);
  CHECK(second != made.answer_no);
  const RecordId record = shop.record(made.id, DocumentType::AnswerLetter);
  const auto letter = shop.desk->issued(record, PaperKind::AnswerLetter);
  REQUIRE(letter.ok());
  CHECK_FALSE(letter->paper.voided);
  CHECK(letter->paper.issued.number == second);
  CHECK(text_of(letter->pdf).find(second) != std::string::npos);
  CHECK(shop.faults() == std::vector<std::string>{});
}

TEST_CASE("a letter cancelled before it was printed is never issued") {
  PrintShop shop;
  const auto made = sign_answer(shop.office);
  const RecordId record = shop.record(made.id, DocumentType::AnswerLetter);
  shop.office.must(made.id, shop.office.as("sekretaris", Role::Secretary),
                   complaint::VoidAnswer{.reason = "Salah nama"});
  CHECK(shop.desk->issued(record, PaperKind::AnswerLetter).refusal().code == "NOT_FOUND");
  CHECK(shop.faults() == std::vector<std::string>{});
}

TEST_CASE("damaged bytes are refused and named by verify") {
  PrintShop shop;
  const auto made = sign_answer(shop.office);
  const RecordId record = shop.record(made.id, DocumentType::AnswerLetter);
  const auto issued = shop.desk->issued(record, PaperKind::AnswerLetter);
  REQUIRE(issued.ok());
  const auto& stored = issued->paper.issued.file.stored_as;
  const auto file = shop.office.folder() / "files" / stored.substr(0, 2) / stored.substr(2);
  REQUIRE(std::filesystem::exists(file));
  {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(200);
    stream.put('x');
  }
  CHECK(shop.desk->issued(record, PaperKind::AnswerLetter).refusal().code == "PAPER_DAMAGED");
  const auto faults = shop.faults();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].find("is damaged") != std::string::npos);
}
