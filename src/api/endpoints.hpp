// The endpoints by subject, for the routes table alone.
#pragma once

#include "api/call.hpp"

namespace dumas::api {

// complaints.cpp: the citizen's, and staff's who hand in for him
http::Response submit_complaint(const Call&);
http::Response show_complaint(const Call&);
http::Response send_message(const Call&);

// files.cpp
http::Response keep_file(const Call&);
http::Response drop_file(const Call&);
http::Response download_file(const Call&);

// cases.cpp, case_papers.cpp
http::Response list_cases(const Call&);
http::Response list_work(const Call&);
http::Response show_case(const Call&);
http::Response show_document(const Call&);
http::Response list_events(const Call&);

// commands.cpp
http::Response give_command(const Call&);

// meetings.cpp
http::Response list_meetings(const Call&);
http::Response call_meeting(const Call&);
http::Response show_meeting(const Call&);
http::Response give_meeting_command(const Call&);

// office.cpp
http::Response show_register(const Call&);
http::Response list_users(const Call&);
http::Response show_me(const Call&);
http::Response list_delegations(const Call&);
http::Response add_delegation(const Call&);
http::Response revoke_delegation(const Call&);
http::Response show_log_head(const Call&);
http::Response list_audit(const Call&);

// openapi.cpp
http::Response show_description(const Call&);

}  // namespace dumas::api
