#include "documents/common_fields.hpp"

namespace dumas::documents {

Model common_fields(const complaint::OfficeSettings& office, const PaperFrame& frame) {
  Model model;
  for (const auto& line : office.letterhead.lines) model.section("LETTERHEAD_LINES").set("TEXT", line);
  if (frame.letterhead == Letterhead::Secretariat) model.set_if("UNIT", office.letterhead.unit);
  model.set("OFFICE_NAME", office.name).set("OFFICE_SHORT", office.short_name).set("CITY", office.city);
  model.set("ADDRESS", office.address).set("PHONE", office.phone).set("EMAIL", office.email).set("SITE", office.site);
  if (frame.standing == Standing::Draft) model.show("DRAFT");
  if (frame.identity == Identity::Masked) model.show("COPY");
  model.set_if("FOOT", frame.foot);
  return model;
}

void add_signer(Model& model, const Signer& signer) {
  Model& block = model.section("SIGNERS");
  block.set_if("PLACE_DATE", signer.place_date).set_if("ON_BEHALF", signer.on_behalf).set("TITLE", signer.title);
  block.set_if("UNDER", signer.under).set_if("STAMP", signer.stamp);
  block.set("NAME", signer.name.empty() ? "(……………………………………)" : signer.name);
  block.set_if("RANK", signer.rank).set_if("NIP", signer.nip);
  block.list("INITIALS", "TEXT", signer.initials);
}

}  // namespace dumas::documents
