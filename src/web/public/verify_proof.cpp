// What lets a stranger check the office without its server: /periksa/kunci publishes the key that signs the log and the
// newest checkpoint, /periksa/{code}/bukti.json is one paper's proof. Neither holds a word about a person.
#include "app/papers/receipts.hpp"
#include "base/random.hpp"
#include "documents/long_date.hpp"
#include "store/merkle_store.hpp"
#include "web/paper_response.hpp"
#include "web/public/pages.hpp"

namespace dumas::web::pages {

http::Response verify_key(Site& site, const Visit& visit) {
  const auto key = store::checkpoint_key(site.app.vault(), app::log_origin(site.app));
  const auto newest =
      site.app.readers().with([](store::Connection& connection) { return store::newest_checkpoint(connection); });
  View view = make_view(site, visit);
  const auto row = [&](View list, std::string_view word, std::string_view value) {
    list.section("SUMMARY").set("KEY", visit.text(site, "key." + std::string{word})).set("VALUE", value);
  };
  row(view, "fingerprint", key.fingerprint());
  row(view, "origin", key.name);
  row(view, "public_key", key.text());
  if (!newest) view.show("NO_CHECKPOINT");
  if (newest) {
    View checkpoint = view.section("CHECKPOINT");
    row(checkpoint, "size", std::to_string(newest->size));
    row(checkpoint, "time", documents::long_date_and_time(newest->at, site.app.settings().zone, visit.language));
    checkpoint.set("NOTE", newest->note);
  }
  return page(site, visit, "public/verify_key.html", view);
}

http::Response verify_paper_proof(Site& site, const Visit& visit) {
  const std::string code = normalise_code(visit.request.parameter("code"));
  const auto paper = site.app.readers().with(
      [&](store::Connection& connection) { return store::find_paper_by_token(connection, site.app.office(), code); });
  if (!paper) return error_page(site, visit, 404);
  const auto proof = app::proof_of(site.app, *paper);
  if (!proof) return paper_refused(site, visit, proof.refusal());
  auto response = http::json(200, *proof);
  response.set_header("Content-Disposition", http::content_disposition_attachment("bukti-" + code + ".json"));
  return response;
}

}  // namespace dumas::web::pages
