// The citizen's report between its steps: kept sealed under his browser's cookie until it is sent, with the random key
// that makes sending it twice count once. After sending, the receipt takes its place. Called by the pages of the report.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/execute.hpp"
#include "complaint/commands.hpp"
#include "web/visit.hpp"

namespace dumas::web::pages {

using FieldList = std::vector<std::string_view>;

// Fields of each step, under the names of SubmitComplaint.
[[nodiscard]] const FieldList& event_fields();
[[nodiscard]] const FieldList& details_fields();
[[nodiscard]] const FieldList& reporter_fields();

class ReportDraft {
 public:
  // The kept draft, or an empty one with a new key.
  static ReportDraft load(Site&, const Visit&);

  [[nodiscard]] bool is_new() const { return is_new_; }
  [[nodiscard]] std::string get(std::string_view field) const;
  void set(std::string_view field, std::string value);
  // Chosen by us, kept with the draft: a repeat of the same report finds the same case.
  [[nodiscard]] std::string key() const { return get("idempotency"); }
  void save(Site&, const Visit&) const;
  static void drop(Site&, const Visit&);

  // As a form, to be read by web::read_form.
  [[nodiscard]] http::Form form() const;

 private:
  store::FormFields fields_;
  bool is_new_ = true;
};

// What the citizen gets to keep.
struct SentReport {
  std::string code, pin;
  Instant sent{};
  std::string key;  // of the draft it was
  bool anonymous = false;
  bool changed = false;  // what was sent the second time differed: it is not part of the case
};
[[nodiscard]] std::optional<SentReport> load_sent(Site&, const Visit&);
void save_sent(Site&, const Visit&, const SentReport&);
void forget_sent(Site&, const Visit&);

// The whole report as a command, evidence included. `step` is where the first fault can be mended.
[[nodiscard]] Checked read_report(const ReportDraft&, complaint::SubmitComplaint&);
// The rules of SOP row 1 on this report, asked before it is sent (complaint/intake.cpp).
[[nodiscard]] Checked try_report(Site&, const complaint::SubmitComplaint&);
// "/lapor/kejadian" for a fault on "story", and so on.
[[nodiscard]] std::string_view step_of(std::string_view field);

// Where a step leads: to the next one, or back to the check page when the citizen came from there.
[[nodiscard]] http::Response go_on(const Visit&, std::string_view next);
[[nodiscard]] bool is_returning(const Visit&);

// The page of a step: values of `fields` from `form`, faults if any.
[[nodiscard]] View step_view(Site&, const Visit&, const FieldList& fields, const http::Form& form,
                             const Refusal* fault);
// "Belum tersimpan", with the step's fields in the form.
[[nodiscard]] http::Response step_not_saved(Site&, const Visit&, const FieldList& fields, int status,
                                            std::string_view reason);

}  // namespace dumas::web::pages
