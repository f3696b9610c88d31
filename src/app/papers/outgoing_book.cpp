#include "app/papers/outgoing_book.hpp"

#include "app/books/incoming.hpp"
#include "app/books/outgoing.hpp"
#include "app/papers/book_frame.hpp"

namespace dumas::app {

documents::Model outgoing_book_model(Application& app, const Catalogue& catalogue, store::BookPeriod period) {
  return app.readers().with([&](store::Connection& connection) {
    auto model = papers::begin_book(app, period_words(period, Language::Indonesian));
    papers::add_log_head(model, connection);
    std::int64_t count = 0;
    for_each_outgoing(app, connection, catalogue, Language::Indonesian, period, {}, [&](const OutgoingLine& line) {
      ++count;
      model.section("ROWS")
          .set("SEQUENCE", line.sequence ? std::to_string(*line.sequence) : "–")
          .set("NUMBER", line.number)
          .set("GIVEN", papers::narrow_date(line.given))
          .set("KIND", line.kind_words)
          .set("RECIPIENT", line.addressee)
          .set("SUBJECT", line.subject)
          .set("SIGNATORY", line.signer)
          .set("WAY", line.way)
          .set("DELIVERED", papers::narrow_date(line.delivered))
          .set("NOTE", line.note);
    });
    for (const auto& check : check_sequences(app, connection, period))
      model.section("CHECKS").set("TEXT", check_words(catalogue, Language::Indonesian, check));
    model.set_integer("COUNT", count);
    papers::add_secretary(model, app, connection, catalogue);
    return model;
  });
}

}  // namespace dumas::app
