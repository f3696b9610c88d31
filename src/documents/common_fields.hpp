// What every paper says beside its own business: letterhead, address, draft and copy marks, foot, signature blocks
// (papers/common/fields.toml). Every model of app/papers begins with it.
#pragma once

#include <string>
#include <vector>

#include "complaint/office.hpp"
#include "documents/model.hpp"

namespace dumas::documents {

enum class Letterhead { Office, Secretariat };  // Secretariat: the line of settings().letterhead.unit below the name
enum class Standing { Draft, Final };           // Draft prints KONSEP
enum class Identity { Shown, Masked };          // Masked prints that this is a copy without the reporter's identity

struct PaperFrame {
  Letterhead letterhead = Letterhead::Office;
  Standing standing = Standing::Final;
  Identity identity = Identity::Shown;
  std::string foot;  // the record's line at the bottom of each page; empty: none
};

[[nodiscard]] Model common_fields(const complaint::OfficeSettings&, const PaperFrame&);

// One signature block, as it stands on the paper from top to bottom; what is empty is left out.
struct Signer {
  std::string place_date;  // "Kediri, 2 Desember 2026"
  std::string on_behalf;   // "a.n. Ketua"
  std::string title;       // "Plh. Sekretaris"; the template sets the comma
  std::string under;       // "u.b. Kepala Sub Bagian Hukum dan SDM"
  std::string stamp;       // instead of a signature: "Disetujui dalam sistem 2 Desember 2026 pukul 09.00 WIB; ..."
  std::string name;        // empty: dots to write it on
  std::string rank, nip;
  std::vector<std::string> initials{};  // who initials the file copy: "Kasubbag Hukum"
};

void add_signer(Model&, const Signer&);

}  // namespace dumas::documents
