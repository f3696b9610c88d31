# What bin/bench needs beside the server. Not part of "all": bin/run does not build it.
add_executable(dumas_bench_seed EXCLUDE_FROM_ALL bench/seed.cpp)
target_link_libraries(dumas_bench_seed PRIVATE dumas_app)
add_executable(dumas_bench_load EXCLUDE_FROM_ALL bench/load.cpp)
add_executable(dumas_bench_limits EXCLUDE_FROM_ALL bench/limits.cpp)
pkg_check_modules(BENCH_SQLITE REQUIRED IMPORTED_TARGET sqlite3)
target_link_libraries(dumas_bench_limits PRIVATE PkgConfig::BENCH_SQLITE)
