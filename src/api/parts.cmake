# Packages of api/ alone: Boost.JSON reads requests and writes the description, in json_*.cpp and openapi*.cpp.
find_package(Boost 1.81 REQUIRED COMPONENTS json)
target_link_libraries(dumas_api PRIVATE Boost::json)
