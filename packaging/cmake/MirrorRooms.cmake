# mirror_add_room(NAME SOURCES file... [ROOMS room...] [LIBRARIES target...])
#
# A room of the engine: a static library room_NAME whose sources lie in proxycore/NAME. It may link
# only the rooms it names, so a room that reaches for a sibling fails at the link as well as in the
# layering test. Every room links proxycore_api.
function(mirror_add_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  set(sources ${ROOM_SOURCES})
  if(NOT sources)
    add_library(room_${name} INTERFACE)
    set(scope INTERFACE)
  else()
    add_library(room_${name} STATIC ${sources})
    target_link_libraries(room_${name} PRIVATE mirror_flags)
    set(scope PUBLIC)
  endif()
  target_include_directories(room_${name} ${scope} ${PROJECT_SOURCE_DIR}/proxycore)
  list(TRANSFORM ROOM_ROOMS PREPEND room_)
  target_link_libraries(room_${name} ${scope} proxycore_api ${ROOM_ROOMS} ${ROOM_LIBRARIES})
endfunction()
