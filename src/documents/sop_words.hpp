// What the SOP's table says in words, the same on paper, on screen and in BPMN: actors, required documents, remarks.
// The words of roles and documents come from the reader's catalogue, because this folder does not know it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/sop_chart.hpp"

namespace dumas::documents {

// The sentence of a catalogue's key, e.g. "role.CHAIR", "document.RECEIPT", "sop_chart.yes".
using Words = std::function<std::string(std::string_view key)>;

// "Sekretaris & Ketua" when all act, "/" when one of them does, "lalu" when one after the other.
[[nodiscard]] std::string actors_words(const complaint::Step&, const Words&);
[[nodiscard]] std::string role_words(complaint::Role, const Words&);
// "Lembar Disposisi, Dokumen Pengaduan, PC"; "" when the step wants nothing.
[[nodiscard]] std::string requires_words(const complaint::Step&, const Words&);
// "Hari ke-2"
[[nodiscard]] std::string day_words(const complaint::Step&, const Words&);
// The SOP's own remark; else who acts, where the column's head does not say it.
[[nodiscard]] std::string remark_words(const complaint::Sop&, const SopChart&, std::size_t row, const Words&);
// "Telaahan diterima? Bila tidak, kembali ke langkah 4."; "" for a row that decides nothing.
[[nodiscard]] std::string decision_words(const complaint::Sop&, const SopChart&, std::size_t row, const Words&);
// What a decision's row asks: "Telaahan diterima?"
[[nodiscard]] std::string question_words(const complaint::Step&, const Words&);

}  // namespace dumas::documents
