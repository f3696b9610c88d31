#include "api/routes.hpp"

#include <array>

#include "api/endpoints.hpp"

namespace dumas::api {
namespace {

using complaint::Permission;
using enum http::Method;
using enum Entrance;

constexpr std::optional<Permission> any = std::nullopt;

constexpr std::array<Route, 25> table{{
    {Post, "/complaints", Everyone, any, submit_complaint, "submitComplaint",
     "Hand in a complaint: the citizen, or staff for him", Body::Complaint, 201, "ComplaintReceipt",
     "Idempotency-Key!"},
    {Get, "/complaints/{code}", Everyone, any, show_complaint, "trackComplaint",
     "What has become of a complaint, in the citizen's words", Body::None, 200, "Tracking", "X-Complaint-PIN!"},
    {Post, "/complaints/{code}/messages", Everyone, any, send_message, "sendMessage",
     "A message from the citizen, with files if he likes", Body::Message, 201, "CommandReceipt",
     "X-Complaint-PIN! Idempotency-Key?"},

    {Post, "/files", Staff, any, keep_file, "keepFile", "Keep a file until a command takes it", Body::File, 201, "File",
     ""},
    {Delete, "/files/{file}", Staff, any, drop_file, "dropFile", "Take back a file no command has taken", Body::None,
     204, "", ""},

    {Get, "/cases", Permitted, Permission::ReadCases, list_cases, "listCases", "Cases, newest first", Body::None, 200,
     "CaseList", "status? category? q? open? late? before? limit?"},
    {Get, "/work", Permitted, Permission::ReadCases, list_work, "listWork", "What waits for me, by due date",
     Body::None, 200, "CaseList", "limit?"},
    {Get, "/cases/{id}", Permitted, Permission::ReadCases, show_case, "showCase",
     "One case: its rows, papers, files, tasks, and the commands I may give", Body::None, 200, "Case", ""},
    {Get, "/cases/{id}/documents/{record}", Permitted, Permission::ReadCases, show_document, "showDocument",
     "A document's text; the complainant's identity masked unless revealed with a reason, which is logged", Body::None,
     200, "Document", "reveal? X-Reveal-Reason?"},
    {Get, "/cases/{id}/files/{file}", Permitted, Permission::ReadCases, download_file, "downloadFile",
     "A file of the case", Body::None, 200, "", ""},
    {Get, "/cases/{id}/events", Permitted, Permission::ReadCases, list_events, "listEvents",
     "The case's history as it stands in the log", Body::None, 200, "EventList", ""},
    {Post, "/cases/{id}/commands", Permitted, Permission::ReadCases, give_command, "giveCommand",
     "Do a step of the procedure", Body::Command, 200, "CommandReceipt", "Idempotency-Key?"},

    {Get, "/meetings", Permitted, Permission::ReadMeetings, list_meetings, "listMeetings",
     "Plenary meetings from a day on", Body::None, 200, "MeetingList", "since? limit?"},
    {Post, "/meetings", Permitted, Permission::ManageMeetings, call_meeting, "callMeeting", "Call a plenary meeting",
     Body::Meeting, 201, "MeetingReceipt", "Idempotency-Key?"},
    {Get, "/meetings/{id}", Permitted, Permission::ReadMeetings, show_meeting, "showMeeting",
     "One meeting with its cases", Body::None, 200, "Meeting", ""},
    {Post, "/meetings/{id}/commands", Permitted, Permission::ManageMeetings, give_meeting_command, "giveMeetingCommand",
     "Record who was present", Body::MeetingCommand, 200, "MeetingReceipt", "Idempotency-Key?"},

    {Get, "/register", Permitted, Permission::ReadRegister, show_register, "showRegister",
     "The Buku Surat Masuk, by number", Body::None, 200, "Register", "year? month? limit?"},
    {Get, "/users", Permitted, Permission::ManageMeetings, list_users, "listUsers",
     "Staff, for attendance and acting officers", Body::None, 200, "UserList", ""},
    {Get, "/me", Staff, any, show_me, "showMe", "Who I am here, and in which roles", Body::None, 200, "Me", ""},
    {Get, "/delegations", Permitted, Permission::Delegate, list_delegations, "listDelegations",
     "Acting officers, newest first", Body::None, 200, "DelegationList", ""},
    {Post, "/delegations", Permitted, Permission::Delegate, add_delegation, "addDelegation", "Name a Plh. or Plt.",
     Body::Delegation, 201, "DelegationReceipt", ""},
    {Delete, "/delegations/{delegation}", Permitted, Permission::Delegate, revoke_delegation, "revokeDelegation",
     "End an acting officer's time", Body::None, 204, "", ""},
    {Get, "/log/head", Staff, any, show_log_head, "showLogHead",
     "Hash of the newest event, to be kept outside the database", Body::None, 200, "LogHead", ""},
    {Get, "/audit", Permitted, Permission::ReadAudit, list_audit, "listAudit", "The security log, newest first",
     Body::None, 200, "AuditList", "kind? before? limit?"},
    {Get, "/openapi.json", Everyone, any, show_description, "showDescription", "This description", Body::None, 200, "",
     ""},
}};

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace dumas::api
