#include "documents/sop_symbols.hpp"

namespace dumas::documents {
namespace {

// All symbols lie between 29 and 91 across, 13 and 59 down: the wiring's tracks run outside.
constexpr std::string_view capsule = "M46 16H74A20 20 0 0 1 74 56H46A20 20 0 0 1 46 16Z";
constexpr std::string_view box = "M29 16H91V56H29Z";
constexpr std::string_view diamond = "M60 13L91 36L60 59L29 36Z";

std::string_view outline(Shape shape) {
  switch (shape) {
    case Shape::Start:
    case Shape::End: return capsule;
    case Shape::Process: return box;
    case Shape::Decision: return diamond;
  }
  return box;
}

std::string_view arrow(Shape shape) { return shape == Shape::Decision ? "M60 13L56 4H64Z" : "M60 16L56 7H64Z"; }

// Above the line that it names, between the diamond's slope and the track.
Written word_at(Answer answer, Side side) {
  switch (side) {
    case Side::Left: return {answer, 16, 23, "start"};
    case Side::Right: return {answer, 104, 23, "end"};
    case Side::Down: return {answer, 64, 69, "start"};
  }
  return {answer};
}

}  // namespace

Drawing drawing_of(const Symbol& symbol) {
  Drawing drawing;
  drawing.strokes.push_back({symbol.is_shared ? Ink::Shared : Ink::Outline, std::string{outline(symbol.shape)}});
  if (symbol.is_entered) drawing.strokes.push_back({Ink::Arrow, std::string{arrow(symbol.shape)}});
  if (symbol.no) {
    drawing.words.push_back(word_at(Answer::Yes, symbol.yes));
    drawing.words.push_back(word_at(symbol.is_put_off ? Answer::PutOff : Answer::No, *symbol.no));
  }
  return drawing;
}

std::string_view page_link_path() { return "M1 1H23V16L12 25L1 16Z"; }

}  // namespace dumas::documents
