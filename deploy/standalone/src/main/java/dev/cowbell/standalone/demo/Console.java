package dev.cowbell.standalone.demo;

import java.io.PrintStream;

/**
 * Where the demonstration speaks: lines that stay, and one line that changes where a person is
 * watching.
 */
public final class Console {
  private final PrintStream out;
  private final boolean interactive;
  private boolean live;

  public Console(PrintStream out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /** A line that stays. */
  public void line(String text) {
    endLive();
    out.println(text);
    out.flush();
  }

  /**
   * The line that changes; printed as a line of its own where nobody watches and it is a milestone.
   */
  public void live(String text, boolean milestone) {
    if (interactive) {
      out.print("\r\u001b[2K" + text);
      out.flush();
      live = true;
    } else if (milestone) {
      line(text);
    }
  }

  private void endLive() {
    if (live) {
      out.println();
      live = false;
    }
  }
}
