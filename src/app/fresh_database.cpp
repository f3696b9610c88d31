#include "app/fresh_database.hpp"

#include <string>
#include <system_error>

#include "store/migrations.hpp"

namespace dumas::app {

FreshDatabase::FreshDatabase(Application& app)
    : app_(app), path_(app.folders().data / ("verify-" + url_token(app.randomness(), 9) + ".db")) {}

FreshDatabase::~FreshDatabase() {
  std::error_code ignored;
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + ending, ignored);
}

store::Connection FreshDatabase::open(const store::DatabaseOptions& options) const {
  auto connection = store::Connection::open(path_, options);
  (void)store::migrate(connection, path_, to_millis(app_.clock().now()));
  return connection;
}

}  // namespace dumas::app
