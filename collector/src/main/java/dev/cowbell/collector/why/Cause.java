package dev.cowbell.collector.why;

import java.util.Set;

/** What kind of code wrote, as far as its name tells. */
enum Cause {
  /** CPython's cyclic collector itself. */
  COLLECTOR("the garbage collector"),
  /** The interpreter elsewhere: reference counts for the most part, and writes to objects. */
  INTERPRETER("reference counts and writes of the interpreter"),
  /** Getting and giving back memory. */
  ALLOCATOR("the memory allocator"),
  /** Copying or clearing bytes. */
  COPYING("copying of bytes"),
  /** Anything else. */
  OTHER("other code");

  private static final Set<String> COLLECTOR_FUNCTIONS =
      Set.of(
          // Modules/gcmodule.c of 3.8 to 3.12 and Python/gc.c from 3.13 on
          "collect",
          "collect_generations",
          "collect_with_callback",
          "deduce_unreachable",
          "delete_garbage",
          "finalize_garbage",
          "gc_collect",
          "gc_collect_generations",
          "gc_collect_impl",
          "gc_collect_main",
          "gc_collect_with_callback",
          "gc_decref",
          "gc_list_merge",
          "gc_reset_refs",
          "handle_resurrected_objects",
          "handle_weakrefs",
          "move_legacy_finalizer_reachable",
          "move_legacy_finalizers",
          "move_unreachable",
          "subtract_refs",
          "untrack_dicts",
          "untrack_tuples",
          "update_refs",
          "visit_decref",
          "visit_move",
          "visit_reachable",
          "PyGC_Collect",
          "_PyGC_Collect",
          "_PyGC_CollectNoFail",
          "_Py_RunGC",
          "gc_collect_young",
          "gc_collect_increment",
          "gc_collect_full",
          "gc_collect_region",
          "mark_reachable",
          "visit_add_to_container");
  private static final Set<String> ALLOCATOR_FUNCTIONS =
      Set.of(
          "malloc",
          "calloc",
          "realloc",
          "free",
          "cfree",
          "_int_malloc",
          "_int_free",
          "_int_realloc",
          "malloc_consolidate",
          "unlink_chunk",
          "tcache_put",
          "tcache_get",
          "sysmalloc",
          "systrim",
          "_PyObject_Malloc",
          "_PyObject_Free",
          "_PyObject_Realloc",
          "_PyObject_Calloc",
          "PyObject_Malloc",
          "PyObject_Free",
          "pymalloc_alloc",
          "pymalloc_free",
          "allocate_from_new_pool",
          "insert_to_freepool",
          "insert_to_usedpool");
  private final String words;

  Cause(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  static Cause of(Place place) {
    String function = place.plainFunction();
    boolean interpreter = isInterpreter(place.module());
    if (ALLOCATOR_FUNCTIONS.contains(function)) {
      return ALLOCATOR;
    }
    if (function.startsWith("__mem")) {
      return COPYING;
    }
    if (!interpreter) {
      return OTHER;
    }
    return COLLECTOR_FUNCTIONS.contains(function) ? COLLECTOR : INTERPRETER;
  }

  /** Base names such as python3.11, libpython3.11.so.1.0, uwsgi-core with a static interpreter. */
  private static boolean isInterpreter(String module) {
    return module.startsWith("python")
        || module.startsWith("libpython")
        || module.startsWith("uwsgi");
  }
}
