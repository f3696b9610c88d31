# Packages of web/ alone: templates, the assets' manifest, the QR code of a slip.
pkg_check_modules(CTEMPLATE REQUIRED IMPORTED_TARGET libctemplate)
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
target_link_libraries(dumas_web PRIVATE PkgConfig::CTEMPLATE PkgConfig::TOMLPLUSPLUS PkgConfig::QRENCODE)
