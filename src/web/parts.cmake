# Packages of web/ alone: templates and the catalogue's files.
pkg_check_modules(CTEMPLATE REQUIRED IMPORTED_TARGET libctemplate)
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
target_link_libraries(dumas_web PRIVATE PkgConfig::CTEMPLATE PkgConfig::TOMLPLUSPLUS)
