package dev.cowbell.api.server.call;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jboss.logging.Logger;

/**
 * Keeps the failure of one HTTP/2 stream to that stream. Where a caller cancels while the end of
 * the answer waits to be written, Netty reports the lost write to the pipeline, and this line of
 * Vert.x (4.5) then closes the connection with every other call on it.
 */
@Sharable
final class StreamErrors extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = Logger.getLogger(StreamErrors.class);
  private static final String NAME = "cowbell-stream-errors";
  private static final StreamErrors HANDLER = new StreamErrors();

  private StreamErrors() {}

  /** Stands before everything else on a connection; to be called on its event loop. */
  static void contain(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      ChannelPipeline pipeline = base.channel().pipeline();
      if (pipeline.get(NAME) == null) {
        pipeline.addFirst(NAME, HANDLER);
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (failure instanceof Http2Exception.StreamException) {
      LOG.debug("A stream was closed before its answer was written", failure);
    } else {
      context.fireExceptionCaught(failure);
    }
  }
}
