# The write queue's test puts a failing disk under SQLite.
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
target_link_libraries(test_store PRIVATE PkgConfig::SQLITE)
