# TOML is read in settings_file.cpp alone.
find_package(tomlplusplus REQUIRED)
target_link_libraries(dumas_complaint PRIVATE tomlplusplus::tomlplusplus)
