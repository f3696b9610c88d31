#include "app/papers/incoming_book.hpp"

#include "app/books/incoming.hpp"
#include "app/papers/book_frame.hpp"

namespace dumas::app {

documents::Model incoming_book_model(Application& app, const Catalogue& catalogue, store::BookPeriod period) {
  const Zone zone = app.settings().zone;
  return app.readers().with([&](store::Connection& connection) {
    auto model = papers::begin_book(app, period_words(period, Language::Indonesian));
    papers::add_log_head(model, connection);
    std::int64_t count = 0;
    for_each_incoming(app, connection, catalogue, Language::Indonesian, period, {}, [&](const IncomingLine& line) {
      ++count;
      model.section("ROWS")
          .set("REGISTER_NO", line.number)
          .set("RECEIVED", papers::narrow_time(line.received, zone))
          .set("CHANNEL", line.channel)
          .set("LETTER_NO", line.letter_number)
          .set("LETTER_DATE", papers::narrow_date(line.letter_date))
          .set("SENDER", line.sender)
          .set("SENDER_ADDRESS", line.address)
          .set("SUBJECT", line.subject)
          .set("SUMMARY", line.summary)
          .set_integer("ATTACHMENTS", line.attachments)
          .set("CLASS_CODE", line.class_code)
          .set("NATURE", line.nature)
          .set("FORWARDED", line.forwarded)
          .set("DISPOSED", papers::narrow_date(line.disposed))
          .set("CLOSED", papers::narrow_date(line.closed))
          .set("ANSWER_NO", line.answer)
          .set("NOTE", line.note)
          .set("OFFICER", line.officer);
    });
    model.set_integer("COUNT", count);
    papers::add_secretary(model, app, connection, catalogue);
    return model;
  });
}

}  // namespace dumas::app
