package dev.cowbell.api.server.export;

/**
 * Text for a cell of a table that people open in a spreadsheet: what would be run as a formula is
 * marked as text.
 *
 * <p>Source: OWASP, "CSV Injection". Spreadsheets take a leading {@code = + - @}, tab or line break
 * for the beginning of a formula, some of them the full-width forms too; a leading apostrophe says
 * that it is text. Numbers of ours do not come here.
 */
final class Cell {
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

  private Cell() {}

  static String text(String text) {
    String bare = text.stripLeading();
    boolean formula =
        (!text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0)
            || (!bare.isEmpty() && BEGINS_A_FORMULA.indexOf(bare.charAt(0)) >= 0);
    return formula ? "'" + text : text;
  }
}
