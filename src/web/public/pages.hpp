// The citizen's pages. One .cpp per page or per step of the report.
#pragma once

#include "web/visit.hpp"

namespace dumas::web::pages {

http::Response home(Site&, const Visit&);
http::Response change_language(Site&, const Visit&);  // POST /bahasa
http::Response sop(Site&, const Visit&);
http::Response privacy(Site&, const Visit&);
http::Response accessibility(Site&, const Visit&);

// The report in small steps; what was typed is kept in a draft until it is sent.
http::Response report_start(Site&, const Visit&);  // GET /lapor: to the first step
http::Response report_event(Site&, const Visit&);  // kejadian
http::Response report_event_post(Site&, const Visit&);
http::Response report_details(Site&, const Visit&);  // rincian
http::Response report_details_post(Site&, const Visit&);
http::Response report_evidence(Site&, const Visit&);  // bukti
http::Response report_evidence_post(Site&, const Visit&);
http::Response report_reporter(Site&, const Visit&);  // pelapor
http::Response report_reporter_post(Site&, const Visit&);
http::Response report_check(Site&, const Visit&);  // periksa
http::Response report_check_post(Site&, const Visit&);
http::Response report_sent(Site&, const Visit&);     // terkirim
http::Response report_sent_qr(Site&, const Visit&);  // the picture on its slip

http::Response track(Site&, const Visit&);
http::Response track_post(Site&, const Visit&);
http::Response track_status(Site&, const Visit&);
http::Response track_message_post(Site&, const Visit&);  // words and files to the office
http::Response track_answer(Site&, const Visit&);        // the answer letter, once delivered
http::Response track_leave_post(Site&, const Visit&);

// printed_sheets.cpp
http::Response blank_form(Site&, const Visit&);
http::Response sop_pdf(Site&, const Visit&);
// verify_paper.cpp: whether a paper is genuine.
http::Response verify(Site&, const Visit&);
http::Response verify_paper(Site&, const Visit&);
http::Response verify_paper_post(Site&, const Visit&);
// verify_proof.cpp: what proves the log without the server.
http::Response verify_key(Site&, const Visit&);
http::Response verify_paper_proof(Site&, const Visit&);
// track_papers.cpp
http::Response track_paper(Site&, const Visit&);

}  // namespace dumas::web::pages
