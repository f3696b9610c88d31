#include "app/dossier/dossier.hpp"

#include <system_error>

#include "app/dossier/listing.hpp"
#include "app/dossier/plan.hpp"
#include "store/digest.hpp"

namespace dumas::app {
namespace {

using dossier::Packing;
using dossier::Plan;
using dossier::PlannedFile;
using dossier::StoredSource;

class Maker {
 public:
  Maker(Application& app, const Catalogue& catalogue, Plan plan, const PaperPrinter& print,
        std::chrono::seconds printing)
      : app_(app),
        catalogue_(catalogue),
        plan_(std::move(plan)),
        print_(print),
        printing_until_(std::chrono::steady_clock::now() + printing),
        zip_(app.folders().data / "uploads") {}

  dossier::ZipFile make(const DossierPages& pages) {
    auto& dossier = plan_.dossier;
    for (auto& planned : plan_.papers) take(planned, dossier.papers);
    for (auto& planned : plan_.attachments) take(planned, dossier.attachments);
    write("BACA-SAYA.txt", text("dossier.readme", {app_.settings().name, dossier.register_no}));
    write("catatan-kejadian.json", dossier::log_json(plan_.log));
    if (plan_.identity) write("identitas.json", dossier::identity_json(*plan_.identity));
    write("index.html", pages.index(dossier));
    write("index.json", dossier::index_json(dossier, app_.settings().name));
    write("linimasa.html", pages.timeline(dossier));
    write("linimasa.json", dossier::timeline_json(dossier));
    zip_.add("SHA256SUMS", dossier.as_of, Packing::Deflate, sums_);
    return zip_.finish();
  }

 private:
  [[nodiscard]] std::string text(std::string_view key, const std::vector<std::string>& arguments = {}) const {
    return catalogue_.text(Language::Indonesian, key, arguments);
  }

  void take(PlannedFile& planned, std::vector<DossierFile>& list) {
    const auto* stored = std::get_if<StoredSource>(&planned.source);
    const bool taken = stored != nullptr ? copy(planned, *stored) : print(planned);
    if (!taken) return;
    note_sum(planned.file);
    if (planned.record) tell_event(planned);
    list.push_back(planned.file);
  }

  // Read twice: once for its digest, since a damaged file must not reach the zip half.
  bool copy(PlannedFile& planned, const StoredSource& stored) {
    store::Sha256 sum;
    std::uint64_t size = 0;
    const auto reading = app_.files().read(stored.stored_as, [&](std::string_view piece) {
      sum.add(piece);
      size += piece.size();
      return store::Flow::Continue;
    });
    if (reading != store::Reading::Complete) return miss(planned, text("dossier.gap_damaged"));
    planned.file.size = size;
    planned.file.sha256 = store::to_hex(sum.finish());
    zip_.add(planned.file.path, planned.file.at, Packing::Store, size, [&](const dossier::ZipWriter::Sink& sink) {
      (void)app_.files().read(stored.stored_as,
                              [&](std::string_view piece) { return sink(piece), store::Flow::Continue; });
    });
    return true;
  }

  bool print(PlannedFile& planned) {
    if (!print_) return miss(planned, text("dossier.gap_no_printer"));
    if (std::chrono::steady_clock::now() >= printing_until_) return miss(planned, text("dossier.gap_too_slow"));
    const auto bytes = print_(std::get<PaperRequest>(planned.source));
    if (!bytes) return miss(planned, text("dossier.gap_not_printed", {bytes.refusal().code}));
    planned.file.size = bytes->size();
    planned.file.sha256 = store::sha256_hex(*bytes);
    zip_.add(planned.file.path, planned.file.at, Packing::Store, *bytes);
    return true;
  }

  bool miss(const PlannedFile& planned, std::string reason) {
    plan_.dossier.gaps.push_back({.title = planned.file.title, .reason = std::move(reason)});
    return false;
  }

  // The event that made the record a paper prints leads to it; a meeting's papers have none in this case.
  void tell_event(const PlannedFile& planned) {
    for (std::size_t place = 0; place < plan_.made.size(); ++place)
      if (plan_.made[place] == planned.record)
        plan_.dossier.events[plan_.made_by[place]].files.push_back(planned.file.path);
  }

  void write(const std::string& path, const std::string& content) {
    note_sum({.path = path, .sha256 = store::sha256_hex(content)});
    zip_.add(path, plan_.dossier.as_of, Packing::Deflate, content);
  }

  // The form that `sha256sum -c` reads.
  void note_sum(const DossierFile& file) { sums_ += file.sha256 + "  " + file.path + "\n"; }

  Application& app_;
  const Catalogue& catalogue_;
  Plan plan_;
  const PaperPrinter& print_;
  std::chrono::steady_clock::time_point printing_until_;
  dossier::ZipWriter zip_;
  std::string sums_;
};

}  // namespace

Result<dossier::ZipFile> make_dossier(Application& app, const Catalogue& catalogue, const DossierWish& wish,
                                      const DossierPages& pages, const PaperPrinter& print) {
  auto plan = app.readers().with(
      [&](store::Connection& connection) { return dossier::read_plan(app, catalogue, connection, wish); });
  if (!plan) return Refusal{.code = "NOT_FOUND", .key = "refusal.not_found"};
  try {
    return Maker{app, catalogue, std::move(*plan), print, wish.printing}.make(pages);
  } catch (const std::system_error& error) {
    if (error.code() != std::errc::no_space_on_device) throw;
    return Refusal{.code = "DISK_FULL", .key = "error.disk_full"};
  }
}

}  // namespace dumas::app
