#include "documents/sop_words.hpp"

namespace dumas::documents {
namespace {

// The catalogue keeps a {{NAME}} for whoever fills it.
std::string filled(std::string sentence, const std::string& number) {
  constexpr std::string_view mark = "{{NUMBER}}";
  if (const auto place = sentence.find(mark); place != std::string::npos) sentence.replace(place, mark.size(), number);
  return sentence;
}

template <class E>
std::string word_of(std::string_view family, E value, const Words& words) {
  return words(std::string{family} + '.' + std::string{name(value)});
}

}  // namespace

std::string actors_words(const complaint::Step& step, const Words& words) {
  std::string text;
  for (const auto role : step.actors) {
    if (!text.empty()) text += word_of("sop_actors", step.rule, words);
    text += role_words(role, words);
  }
  return text;
}

std::string role_words(complaint::Role role, const Words& words) { return word_of("role", role, words); }

std::string requires_words(const complaint::Step& step, const Words& words) {
  std::string text;
  const auto add = [&text](const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
  for (const auto document : step.requires_documents) add(word_of("document", document, words));
  if (!step.equipment.empty()) add(step.equipment);
  return text;
}

std::string day_words(const complaint::Step& step, const Words& words) {
  return filled(words("sop_chart.day"), std::to_string(step.due_day));
}

std::string remark_words(const complaint::Sop& sop, const SopChart& chart, std::size_t row, const Words& words) {
  const auto& step = sop.steps[row];
  if (!step.remark.empty()) return step.remark;
  const bool is_head =
      actors_in(step, chart.lanes[chart.rows[row].lane]).size() == chart.lanes[chart.rows[row].lane].size();
  return is_head && chart.rows[row].also.empty() ? "" : actors_words(step, words);
}

std::string decision_words(const complaint::Sop& sop, const SopChart& chart, std::size_t row, const Words& words) {
  const auto target = chart.rows[row].back_to;
  if (!target) return "";
  const std::string way = *target == row ? words("sop_chart.put_off_way")
                                         : filled(words("sop_chart.no_way"), std::to_string(sop.steps[*target].number));
  return question_words(sop.steps[row], words) + " " + way;
}

std::string question_words(const complaint::Step& step, const Words& words) {
  return word_of("sop_question", step.key, words);
}

}  // namespace dumas::documents
