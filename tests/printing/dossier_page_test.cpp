// The page that gives a case out as a zip: to whom, with whose identity, and what the security log keeps of it.
#include <doctest/doctest.h>

#include "app/case_text.hpp"
#include "store/security_log.hpp"
#include "visitor.hpp"
#include "web/dossier_place.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using namespace dumas::testing;    // NOLINT(google-build-using-namespace)

TEST_CASE("the page gives a dossier to who may read the case, with identity only for a reason that is kept") {
  Place place;
  place.receive();
  const std::string path = "/kasus/" + app::id_text(place.id.value) + "/berkas-perkara";
  Visitor secretary{place, "sekretaris2", Role::Secretary};
  const auto form = secretary.get(path);
  REQUIRE(form.status == 200);
  CHECK(has(form.text_body(), "value=\"SHOWN\""));
  CHECK(secretary.post(path, form, {{"identity", "SHOWN"}, {"reason", " "}}).status == 422);
  const auto named = secretary.post(path, form, {{"identity", "SHOWN"}, {"reason", "Diminta Ombudsman"}});
  CHECK(named.status == 200);
  CHECK(named.header("Content-Type") == "application/zip");
  CHECK(has(bytes_of(place.unpack(body_of(named)) / "identitas.json"), "Sari Wulandari"));
  const auto entries = place.office.app->readers().with([&](store::Connection& connection) {
    return store::read_security_log(connection, place.office.app->vault(), place.office.app->office(),
                                    {.kind = store::SecurityKind::Exported});
  });
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().code == "dossier identity");
  CHECK(entries.front().reason == "Diminta Ombudsman");
  CHECK(entries.front().case_id == place.id);

  Visitor auditor{place, "auditor2", Role::Auditor};
  const auto without = auditor.get(path);
  REQUIRE(without.status == 200);
  CHECK_FALSE(has(without.text_body(), "value=\"SHOWN\""));
  CHECK(auditor.post(path, without, {{"identity", "SHOWN"}, {"reason", "Ingin tahu"}}).status == 403);
  const auto masked = auditor.post(path, without, {{"identity", "MASKED"}});
  CHECK(masked.status == 200);
  CHECK_FALSE(std::filesystem::exists(place.unpack(body_of(masked)) / "identitas.json"));
  CHECK(Visitor(place, "admin2", Role::Admin).get(path).status == 404);
}
