// The door for JSON: types, unknown names, texts cleaned as in forms, every fault at once, nothing that crashes.
#include "api/json_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "app/case_text.hpp"
#include "complaint/commands.hpp"
#include "complaint/meeting.hpp"

using namespace dumas;
using namespace dumas::api;

namespace {

template <class Command>
Checked read(std::string_view text, Command& command, const FindUser& users = {}) {
  const auto object = JsonObject::parse(text);
  REQUIRE(object);
  return object->read([&command](complaint::Fields& f) { command.describe(f); }, users);
}

std::vector<std::pair<std::string, std::string>> faults(const Checked& checked) {
  std::vector<std::pair<std::string, std::string>> all;
  if (checked) return all;
  all.emplace_back(checked.refusal().field, checked.refusal().key);
  for (const auto& other : checked.refusal().others) all.emplace_back(other.field, other.key);
  return all;
}

bool has(const std::vector<std::pair<std::string, std::string>>& all, std::string field, std::string key) {
  return std::find(all.begin(), all.end(), std::pair{std::move(field), std::move(key)}) != all.end();
}

constexpr std::string_view good =
    R"({"channel":"WEB","subject":"  Data pemilih  ","story":"baris satu\r\nbaris dua","disclosure":"ANONYMOUS"})";

}  // namespace

TEST_CASE("a complaint is read and its texts are cleaned as in a form") {
  complaint::SubmitComplaint command;
  CHECK(read(good, command));
  CHECK(command.subject == "Data pemilih");
  CHECK(command.story == "baris satu\nbaris dua");
  CHECK(command.channel == complaint::Channel::Web);
  CHECK(command.disclosure == complaint::Disclosure::Anonymous);
}

TEST_CASE("what was set before stands when its field is absent") {
  complaint::SubmitComplaint command{.channel = complaint::Channel::Web};
  CHECK(read(R"({"subject":"a","story":"b","disclosure":"NAMED"})", command));
  CHECK(command.channel == complaint::Channel::Web);
}

TEST_CASE("all faults come at once, each with its field") {
  complaint::SubmitComplaint command;
  const auto all =
      faults(read(R"({"channel":"FAX","subject":7,"story":"  ","letter_date":"2026-02-30","read_back":"yes",
                                   "evidence":["x"],"name":"a\nb","colour":"red"})",
                  command));
  CHECK(has(all, "channel", "error.choose"));
  CHECK(has(all, "subject", "api.type"));
  CHECK(has(all, "story", "error.required"));
  CHECK(has(all, "letter_date", "error.date"));
  CHECK(has(all, "disclosure", "error.choose"));
  CHECK(has(all, "read_back", "api.type"));
  CHECK(has(all, "evidence", "error.file_unknown"));
  CHECK(has(all, "name", "error.text_invalid"));
  CHECK(has(all, "colour", "api.unknown_field"));
  CHECK(all.size() == 9);
}

TEST_CASE("texts that cannot be kept are refused, at the parser or beside the field") {
  for (const std::string_view text :
       {R"({"subject":"\ud800"})", R"({"subject":"\udc00x"})", "{\"subject\":\"\xc0\xaf\"}",
        "{\"subject\":\"\xed\xa0\x80\"}", "{\"subject\":\"a\nb\"}"})
    CHECK_MESSAGE(!JsonObject::parse(text), text);
  complaint::SubmitComplaint command;
  CHECK(has(faults(read(R"({"subject":"a\u0000b"})", command)), "subject", "error.text_invalid"));
  CHECK(has(faults(read(R"({"name":"a\u202eb"})", command)), "name", "error.text_invalid"));
  const std::string longer(20'001, 'x');
  CHECK(has(faults(read("{\"story\":\"" + longer + "\"}", command)), "story", "error.text_too_long"));
}

TEST_CASE("what is no JSON object is refused by one word") {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const std::string nested = "{\"a\":" + deep + "}";
  for (const std::string_view text : std::initializer_list<std::string_view>{
           "", "{", "[]", "7", "null", "{\"a\":1,}", "{'a':1}", "{\"a\":NaN}", "{} {}", nested}) {
    const auto object = JsonObject::parse(text);
    REQUIRE(!object);
    CHECK(object.refusal().code == "MALFORMED_JSON");
  }
}

TEST_CASE("numbers are whole, in range and no text") {
  complaint::DraftMinutes command;
  for (const std::string_view number : {"-1", "100", "1.5", "1e3", "99999999999999999999"})
    CHECK(has(faults(read("{\"in_favour\":" + std::string{number} + "}", command)), "in_favour", "error.number"));
  CHECK(has(faults(read(R"({"in_favour":"3"})", command)), "in_favour", "api.type"));
  CHECK(has(faults(read(R"({"in_favour":null})", command)), "in_favour", "error.required"));
  CHECK(!has(faults(read(R"({"in_favour":0})", command)), "in_favour", "error.required"));
}

TEST_CASE("lists: entries are lines, empty ones go, the number is bounded") {
  complaint::DraftMinutes command;
  (void)read(R"({"points":[" satu ","","dua"]})", command);
  CHECK(command.points == std::vector<std::string>{"satu", "dua"});
  CHECK(has(faults(read(R"({"points":["a",1]})", command)), "points", "api.type"));
  CHECK(has(faults(read(R"({"points":[]})", command)), "points", "error.required"));
  std::string many = "{\"points\":[\"0\"";
  for (int i = 0; i < 50; ++i) many += ",\"x\"";
  CHECK(has(faults(read(many + "]}", command)), "points", "error.too_many"));
}

TEST_CASE("users come by login or id, meetings by id") {
  complaint::RecordAttendance attendance;
  const FindUser users = [](std::string_view who) { return who == "rina" ? std::optional{UserId{7}} : std::nullopt; };
  CHECK(read(R"({"present":["rina"]})", attendance, users));
  CHECK(attendance.present == std::vector{UserId{7}});
  CHECK(has(faults(read(R"({"present":["budi"]})", attendance, users)), "present", "error.user_gone"));
  complaint::SchedulePlenary plenary;
  CHECK(read("{\"review_note\":\"ok\",\"meeting\":\"" + app::id_text(12) + "\"}", plenary));
  CHECK(plenary.meeting == MeetingId{12});
  CHECK(has(faults(read(R"({"review_note":"ok","meeting":"12"})", plenary)), "meeting", "error.meeting_unknown"));
}
