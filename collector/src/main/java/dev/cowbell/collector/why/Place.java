package dev.cowbell.collector.why;

/**
 * Where code is.
 *
 * @param module base name of the file, or what else lies there, such as [vdso]
 * @param function its name, or the offset in the file as +0x1a2b where no symbol covers it
 */
record Place(String module, String function) {
  static Place unknown(long address) {
    return new Place("[unknown]", "+0x" + Long.toHexString(address));
  }

  /** Its name without what a compiler appends to clones, such as .lto_priv.0. */
  String plainFunction() {
    int point = function.indexOf('.');
    return point > 0 ? function.substring(0, point) : function;
  }
}
