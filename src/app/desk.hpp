// Everything an officer or a citizen needs beside the cases: accounts, sessions, drafts, delegations, throttles, views
// remembered.
// Made once beside the Application and handed to web/, api/ and the command line.
#pragma once

#include "app/accounts.hpp"
#include "app/application.hpp"
#include "app/citizen_views.hpp"
#include "app/delegation.hpp"
#include "app/drafts.hpp"
#include "app/sign_in.hpp"
#include "app/throttle.hpp"

namespace dumas::app {

class Desk {
 public:
  explicit Desk(Application& app)
      : parts_{app.writer(),     app.readers(),   app.vault(),  app.clock(),
               app.randomness(), app.passwords(), app.office(), app.settings().zone},
        sessions(parts_, sign_in_throttle_),
        accounts(parts_),
        delegations(parts_),
        drafts(parts_),
        citizen_views(app) {}

 private:
  AccountParts parts_;
  Throttle sign_in_throttle_;

 public:
  Sessions sessions;
  Accounts accounts;
  Delegations delegations;
  Drafts drafts;
  CitizenViews citizen_views;
  Throttle tracking_throttle;  // wrong codes and PINs
};

}  // namespace dumas::app
