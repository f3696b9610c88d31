# The description is read back with the library that wrote it.
find_package(Boost 1.81 REQUIRED COMPONENTS json)
target_link_libraries(test_api PRIVATE Boost::json)
