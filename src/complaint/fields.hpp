// One description of a command's or an event's fields serves every reader and writer: HTML forms, JSON,
// the event log, print pages and the API description each bring their own Fields.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.hpp"
#include "base/names.hpp"
#include "base/time.hpp"

namespace dumas::complaint {

enum class Need { Required, Optional };
enum class Shape { Line, Paragraph };

struct FieldSpec {
  std::string_view name;
  Need need = Need::Optional;
  Shape shape = Shape::Line;
  std::size_t max = 300;  // code points of a text; entries of a list
};

// Reads into or writes from the referenced members, whichever the implementation is for.
// A reader leaves a member untouched when its field is absent or unusable, and keeps its own list of refusals.
class Fields {
 public:
  virtual ~Fields() = default;
  virtual void text(const FieldSpec&, std::string&) = 0;
  virtual void texts(const FieldSpec&, std::vector<std::string>&) = 0;  // one line each
  virtual void integer(const FieldSpec&, std::int64_t&) = 0;
  virtual void date(const FieldSpec&, std::optional<Date>&) = 0;
  virtual void flag(const FieldSpec&, bool&) = 0;
  // `words` are the allowed values; "" means none was chosen.
  virtual void choice(const FieldSpec&, std::span<const std::string_view> words, std::string&) = 0;
  virtual void choices(const FieldSpec&, std::span<const std::string_view> words, std::vector<std::string>&) = 0;
  // References to things stored elsewhere: uploaded files, users, a meeting, a record.
  virtual void files(const FieldSpec&, std::vector<FileId>&) = 0;
  virtual void users(const FieldSpec&, std::vector<UserId>&) = 0;
  virtual void user(const FieldSpec&, UserId&) = 0;
  virtual void meeting(const FieldSpec&, MeetingId&) = 0;

  template <class E>
  void one_of(const FieldSpec& spec, std::optional<E>& member) {
    const auto words = all_names<E>();
    std::string word{member ? name(*member) : std::string_view{}};
    choice(spec, words, word);
    member = from_name<E>(word);
  }

  template <class E>
  void many_of(const FieldSpec& spec, std::vector<E>& members) {
    const auto words = all_names<E>();
    std::vector<std::string> chosen;
    for (const E member : members) chosen.emplace_back(name(member));
    choices(spec, words, chosen);
    members.clear();
    for (const auto& word : chosen)
      if (const auto member = from_name<E>(word)) members.push_back(*member);
  }
};

}  // namespace dumas::complaint
