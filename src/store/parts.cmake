# What src/store needs beside the house's own folders, and the migrations compiled in. Included by dumas_library.
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(POSTGRESQL REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ICU_UC REQUIRED IMPORTED_TARGET icu-uc)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
target_link_libraries(dumas_store PRIVATE PkgConfig::SQLITE PkgConfig::POSTGRESQL PkgConfig::SODIUM PkgConfig::ICU_UC ${STEMMER_LIBRARY})

file(GLOB migration_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/sql/migrations/*.sql
  ${CMAKE_CURRENT_SOURCE_DIR}/sql/migrations/postgresql/*.sql)
set(embedded_migrations ${CMAKE_CURRENT_BINARY_DIR}/store_migrations.cpp)
add_custom_command(
  OUTPUT ${embedded_migrations}
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${CMAKE_CURRENT_SOURCE_DIR}/sql/migrations -DOUTPUT=${embedded_migrations}
          -P ${CMAKE_CURRENT_SOURCE_DIR}/src/store/embed_migrations.cmake
  DEPENDS ${migration_files} ${CMAKE_CURRENT_SOURCE_DIR}/src/store/embed_migrations.cmake
  COMMENT "Embedding the migrations"
  VERBATIM)
target_sources(dumas_store PRIVATE ${embedded_migrations})

find_package(boost_json 1.81 REQUIRED CONFIG)
target_link_libraries(dumas_store PRIVATE Boost::json)
