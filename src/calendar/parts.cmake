# TOML is read in holidays.cpp alone.
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
target_link_libraries(dumas_calendar PRIVATE PkgConfig::TOMLPLUSPLUS)
