# Packages of locale/ alone: the catalogue's files.
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
target_link_libraries(dumas_locale PRIVATE PkgConfig::TOMLPLUSPLUS)
