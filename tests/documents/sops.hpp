// SOPs to draw: the shipped one, another office's, and one written by an enemy. Words are their keys, so that a test sees
// which word stands where.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "documents/sop_words.hpp"

namespace sops {

inline dumas::complaint::Sop shipped() {
  std::ifstream file{std::string{DUMAS_SOURCE_DIR} + "/sop/kpu-kota-kediri.toml"};
  REQUIRE(file.good());
  auto reading = dumas::complaint::read_sop(std::string{std::istreambuf_iterator<char>{file}, {}});
  REQUIRE(reading.faults.empty());
  return std::move(reading.sop);
}

// Six steps, numbered from 3, two leaders one after the other, an analysis by either of two, no plenary.
inline dumas::complaint::Sop small_office() {
  using namespace dumas::complaint;
  Sop sop;
  sop.number = "7/PR.01/2026";
  sop.title = "SOP Kantor Kecil";
  const auto add = [&sop](StepKey key, std::vector<Role> actors, ActorRule rule, int day) {
    Step step;
    step.number = static_cast<int>(sop.steps.size()) + 3;
    step.key = key;
    step.activity = "Kegiatan " + std::to_string(step.number);
    step.actors = std::move(actors);
    step.rule = rule;
    step.output = "Hasil " + std::to_string(step.number);
    step.due_day = day;
    sop.steps.push_back(std::move(step));
  };
  add(StepKey::Intake, {Role::OnlineOperator}, ActorRule::Any, 1);
  add(StepKey::Disposition, {Role::Chair, Role::Secretary}, ActorRule::Sequence, 1);
  add(StepKey::Analysis, {Role::ComplaintUnit, Role::FrontDesk}, ActorRule::Any, 2);
  add(StepKey::Review, {Role::Secretary}, ActorRule::All, 2);
  add(StepKey::Answer, {Role::FrontDesk}, ActorRule::Any, 3);
  add(StepKey::Delivery, {Role::ComplaintUnit}, ActorRule::Any, 4);
  sop.steps[2].requires_documents = {DocumentType::Disposition, DocumentType::ComplaintFile};
  return sop;
}

inline constexpr std::string_view script = "<script>alert('x')</script> & \"kutip\"";

inline dumas::complaint::Sop hostile() {
  auto sop = shipped();
  const std::string text = std::string{script} + "\x01\xff</style>" + std::string(500, 'W');
  sop.title = sop.number = text;
  sop.identity.office = sop.identity.owner_unit = sop.identity.signatory = sop.identity.note = text;
  for (auto* list : {&sop.identity.legal_basis, &sop.identity.executors, &sop.identity.equipment,
                     &sop.identity.warnings, &sop.identity.records})
    *list = {text, text};
  for (auto& step : sop.steps) step.activity = step.output = step.remark = step.equipment = text;
  return sop;
}

inline std::string words(std::string_view key) {
  return std::string{key} + (key == "sop_chart.day" || key == "sop_chart.no_way" ? " {{NUMBER}}" : "");
}

}  // namespace sops
