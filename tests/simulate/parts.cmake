# The faulty disk sits beneath SQLite.
pkg_check_modules(SIMULATED_SQLITE REQUIRED IMPORTED_TARGET sqlite3)
target_link_libraries(test_simulate PRIVATE PkgConfig::SIMULATED_SQLITE)
